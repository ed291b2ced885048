using System.Buffers;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.WireProtocol;

namespace YudaiV3.RepoIngest.Serialization;

/// <summary>
/// Serializes an immutable record of <c>CodeAnalysis</c> as Orleans' generated code would, by way of a struct with the
/// same fields.
/// Orleans' own surrogates always track references, and a record of facts has thousands of values that occur once:
/// the table of references would be a large object.
/// </summary>
/// <param name="tracksReferences">Whether a value that occurs twice is written once.</param>
internal abstract class RecordCodec<T, TFields>(IValueSerializer<TFields> serializer, bool tracksReferences = true)
    : ShallowCopier<T>,
        IFieldCodec<T>
    where T : class
    where TFields : struct
{
    // Fields that an earlier version did not write keep these values.
    private static readonly TFields Defaults = new();

    protected abstract TFields ToFields(T value);

    protected abstract T FromFields(in TFields fields);

    public void WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer,
        uint fieldIdDelta,
        Type? expectedType,
        T? value
    )
        where TBufferWriter : IBufferWriter<byte>
    {
        if (value is null)
        {
            ReferenceCodec.WriteNullReference(ref writer, fieldIdDelta);
            return;
        }
        if (!tracksReferences)
            ReferenceCodec.MarkValueField(writer.Session);
        else if (ReferenceCodec.TryWriteReferenceField(ref writer, fieldIdDelta, expectedType, value))
            return;
        writer.WriteStartObject(fieldIdDelta, expectedType, typeof(T));
        var fields = ToFields(value);
        serializer.Serialize(ref writer, ref fields);
        writer.WriteEndObject();
    }

    public T? ReadValue<TInput>(ref Reader<TInput> reader, Field field)
    {
        if (field.IsReference)
            return ReferenceCodec.ReadReference<T, TInput>(ref reader, field);
        field.EnsureWireTypeTagDelimited();
        var placeholder = 0u;
        if (tracksReferences)
            placeholder = ReferenceCodec.CreateRecordPlaceholder(reader.Session);
        else
            ReferenceCodec.MarkValueField(reader.Session);
        var fields = Defaults;
        serializer.Deserialize(ref reader, ref fields);
        var value = FromFields(in fields);
        if (tracksReferences)
            ReferenceCodec.RecordObject(reader.Session, value, placeholder);
        return value;
    }
}
