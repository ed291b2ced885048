using Orleans.Serialization.Serializers;
using YudaiV3.CodeAnalysis.Graph;

namespace YudaiV3.RepoIngest.Serialization;

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.file-metrics.fields")]
internal struct FileMetricsFields
{
    [Id(0)]
    public string Path;

    [Id(1)]
    public int FanIn;

    [Id(2)]
    public int FanOut;

    [Id(3)]
    public double Instability;
}

[RegisterSerializer, RegisterCopier]
internal sealed class FileMetricsCodec(IValueSerializer<FileMetricsFields> serializer)
    : RecordCodec<FileMetrics, FileMetricsFields>(serializer)
{
    protected override FileMetricsFields ToFields(FileMetrics value) =>
        new()
        {
            Path = value.Path,
            FanIn = value.FanIn,
            FanOut = value.FanOut,
            Instability = value.Instability,
        };

    protected override FileMetrics FromFields(in FileMetricsFields fields) =>
        new()
        {
            Path = fields.Path,
            FanIn = fields.FanIn,
            FanOut = fields.FanOut,
            Instability = fields.Instability,
        };
}
