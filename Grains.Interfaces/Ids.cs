using System.Buffers.Binary;
using System.Security.Cryptography;

namespace YudaiV3;

/// <summary>
/// Derives ids from other ids, so that no sequence and no lock is needed.
/// </summary>
public static class Ids
{
    /// <summary>
    /// 52 bits of the SHA-256 of <paramref name="text"/>: below 2^53, so that a JSON number carries it exactly.
    /// </summary>
    public static long Number(string text) => (long)(Hash64(text) >> 12);

    /// <summary>
    /// The first 64 bits of the SHA-256 of <paramref name="text"/>. Invalid Unicode texts have distinct hashes too.
    /// </summary>
    public static ulong Hash64(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Sha256(text, hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }

    /// <summary>
    /// A UUID of version 8 (RFC 9562): 48 bits of <paramref name="position"/>, then 74 bits of the SHA-256 of
    /// <paramref name="scope"/>.
    /// </summary>
    public static string Uuid(string scope, long position)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Sha256(scope, hash);
        var bytes = hash[..16];
        bytes[6] = (byte)(bytes[6] & 0x0F | 0x80);
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)(position >> 32));
        BinaryPrimitives.WriteUInt32BigEndian(bytes[2..], (uint)position);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    /// <summary>The position in a UUID of <see cref="Uuid"/>; null if the text is not a UUID.</summary>
    public static long? Position(string uuid)
    {
        Span<byte> bytes = stackalloc byte[16];
        return Guid.TryParseExact(uuid, "D", out var parsed) && parsed.TryWriteBytes(bytes, bigEndian: true, out _)
            ? (long)BinaryPrimitives.ReadUInt16BigEndian(bytes) << 32 | BinaryPrimitives.ReadUInt32BigEndian(bytes[2..])
            : null;
    }

    /// <summary>
    /// The SHA-256 of <paramref name="text"/>. Invalid Unicode texts have distinct hashes too.
    /// </summary>
    public static void Sha256(string text, Span<byte> hash)
    {
        // Hashes the UTF-16 bytes: an encoder would replace all invalid characters by the same one.
        SHA256.HashData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(text.AsSpan()), hash);
    }
}
