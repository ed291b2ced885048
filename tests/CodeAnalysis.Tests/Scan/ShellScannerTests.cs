namespace YudaiV3.CodeAnalysis.Scan;

public sealed class ShellScannerTests
{
    [Fact]
    public void Scan_of_shell_reads_sourced_scripts() =>
        Assert.Equal(
            [
                "1 Include ./a.sh",
                "2 Include b.sh",
                "3 Include ./c.sh",
                "4 Include $DIR/d.sh",
                "5 Include e.sh",
                "9 Include f.sh",
            ],
            Facts.Kinds(
                SourceLanguage.Shell,
                """
                source ./a.sh
                . "b.sh" arg
                source "$(dirname "${BASH_SOURCE[0]}")/c.sh"
                if x; then . $DIR/d.sh; fi
                [ -f e.sh ] && source e.sh # source no.sh
                cat <<EOF
                source no.sh
                EOF
                . f.sh
                """
            )
        );
}
