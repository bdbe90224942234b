using Xunit;

namespace ScoopDetector.Host.Tests.Sources.Wire;

public sealed class PlurkFormatTests
{
    private const string Plurk = """{"plurk_id":90812,"owner_id":1,"content_raw":"地震了","content":"地震了","lang":"tr_ch","posted":"Fri, 05 Jun 2009 23:07:13 GMT","limited_to":null}""";

    [Fact]
    public void A_plurk_is_a_post() => Assert.Equal(["post plurk:90812 by plurk:1: 地震了 in zh-Hant"], Told.Of(Plurk));

    [Fact]
    public void A_page_holds_several() => Assert.Equal(2, Told.Of($$"""{"plurks":[{{Plurk}},{{Plurk}}],"plurk_users":{} }""").Length);

    [Fact]
    public void What_is_for_some_only_is_left_out() => Assert.Equal(["left out: NotPublic"], Told.Of(Plurk.Replace("\"limited_to\":null", "\"limited_to\":\"|1|\"", StringComparison.Ordinal)));
}
