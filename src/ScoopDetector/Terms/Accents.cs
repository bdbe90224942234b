using System.Collections.Frozen;

namespace ScoopDetector.Terms;

/// <summary>The small letters of Latin and Greek that carry accents, and what they are without.</summary>
/// <remarks>Written out, since the framework's own normalisation leaves everything beyond ASCII as it is where globalization is invariant, as it is here.</remarks>
internal static class Accents
{
    /// <summary>Each letter, followed by those that are it with accents (first letter of the canonical decomposition, Unicode 15).</summary>
    private const string Table = """
        aàáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ bḃḅḇ cçćĉċčḉ dďḋḍḏḑḓ eèéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ fḟ gĝğġģǧǵḡ hĥȟḣḥḧḩḫẖ
        iìíîïĩīĭįǐȉȋḭḯỉị jĵǰ kķǩḱḳḵ lĺļľḷḹḻḽ mḿṁṃ nñńņňǹṅṇṉṋ oòóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ pṕṗ rŕŗřȑȓṙṛṝṟ
        sśŝşšșṡṣṥṧṩ tţťțṫṭṯṱẗ uùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự vṽṿ wŵẁẃẅẇẉẘ xẋẍ yýÿŷȳẏẙỳỵỷỹ zźżžẑẓẕ æǣǽ øǿ ſẛ ʒǯ
        αάἀἁἂἃἄἅἆἇὰάᾀᾁᾂᾃᾄᾅᾆᾇᾰᾱᾲᾳᾴᾶᾷ εέἐἑἒἓἔἕὲέ ηήἠἡἢἣἤἥἦἧὴήᾐᾑᾒᾓᾔᾕᾖᾗῂῃῄῆῇ ιΐίϊἰἱἲἳἴἵἶἷὶίῐῑῒΐῖῗ οόὀὁὂὃὄὅὸό ρῤῥ
        υΰϋύὐὑὒὓὔὕὖὗὺύῠῡῢΰῦῧ ωώὠὡὢὣὤὥὦὧὼώᾠᾡᾢᾣᾤᾥᾦᾧῲῳῴῶῷ
        """;

    private static readonly FrozenDictionary<char, char> Plain = Table
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(row => row.Skip(1), (row, accented) => (accented, row[0]))
        .ToFrozenDictionary(pair => pair.accented, pair => pair.Item2);

    public static char Without(char lower) => Plain.GetValueOrDefault(lower, lower);
}
