using ScoopDetector.Tallies;

namespace ScoopDetector.Bursts;

/// <summary>A post, and whose words it speaks.</summary>
/// <param name="Post">The post.</param>
/// <param name="Origin">The post that first said this, by hash: its own where it says something new. Two voices are independent only if both their authors and their origins differ.</param>
/// <param name="Bits">How much the post says in all: the information of its words, in bits, by how usual each was.</param>
public sealed record Voice(PostDigest Post, ulong Origin, float Bits)
{
    public bool IsCopy => Origin != Post.IdHash;
}
