using System.Text;
using System.Xml;

namespace ScoopDetector.Host.Feeds;

/// <summary>Atom 1.0 (RFC 4287), with tombstones for what was retracted (RFC 6721).</summary>
internal static class AtomFeed
{
    public const string ContentType = "application/atom+xml; charset=utf-8";

    private const string Atom = "http://www.w3.org/2005/Atom";
    private const string Tombstones = "http://purl.org/atompub/tombstones/1.0";

    public static byte[] Write(Feed feed)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true }))
        {
            xml.WriteStartElement("feed", Atom);
            xml.WriteAttributeString("xmlns", "at", null, Tombstones);
            xml.WriteElementString("id", Atom, $"urn:scoop:feed:{feed.StoreId}:{Uri.EscapeDataString(feed.Self)}");
            xml.WriteElementString("title", Atom, Feed.Title);
            xml.WriteElementString("updated", Atom, feed.Updated);
            Link(xml, "self", new(feed.Home, feed.Self));
            Link(xml, "alternate", feed.Home);
            xml.WriteStartElement("author", Atom);
            xml.WriteElementString("name", Atom, "ScoopDetector");
            xml.WriteEndElement();
            foreach (var entry in feed.Entries)
            {
                Write(xml, feed, entry);
            }
        }
        return bytes.ToArray();
    }

    private static void Write(XmlWriter xml, Feed feed, Store.AlertEntry entry)
    {
        if (Feed.IsRetracted(entry))
        {
            xml.WriteStartElement("deleted-entry", Tombstones);
            xml.WriteAttributeString("ref", Feed.Id(entry));
            xml.WriteAttributeString("when", Feed.UpdatedAt(entry));
            xml.WriteEndElement();
            return;
        }
        xml.WriteStartElement("entry", Atom);
        xml.WriteElementString("id", Atom, Feed.Id(entry));
        xml.WriteElementString("title", Atom, Feed.TitleOf(entry));
        xml.WriteElementString("published", Atom, entry.OpenedAt);
        xml.WriteElementString("updated", Atom, entry.Alert.AlertedAt);
        Link(xml, "alternate", feed.Page(entry));
        foreach (var tag in Feed.Tags(entry))
        {
            xml.WriteStartElement("category", Atom);
            xml.WriteAttributeString("term", tag);
            xml.WriteEndElement();
        }
        xml.WriteElementString("summary", Atom, Feed.Text(entry));
        xml.WriteEndElement();
    }

    private static void Link(XmlWriter xml, string relation, Uri address)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("href", address.AbsoluteUri);
        xml.WriteEndElement();
    }
}
