namespace YudaiV3.CodeAnalysis.Scan;

public sealed class ScriptScannerTests
{
    [Fact]
    public void Scan_of_styles_reads_imports_uses_and_forwards() =>
        Assert.Equal(
            ["1 Import a.css", "2 Import b.css", "3 Import c", "3 Import d", "4 Import sass:math", "5 Reexport e"],
            Facts.Kinds(
                SourceLanguage.Scss,
                """
                @import url("a.css") screen;
                @import url(b.css);
                @import 'c', 'd'; // @import 'no'
                @use "sass:math" as m;
                @forward "e" hide f;
                /* @use "no"; */ .a { content: "@import 'no'"; }
                """
            )
        );

    [Fact]
    public void Scan_of_Ruby_reads_lines_outside_of_comments_and_documents() =>
        Assert.Equal(
            ["1 Import a", "2 Import ./b", "3 Import c.rb", "4 Dynamic d", "12 Import e"],
            Facts.Kinds(
                SourceLanguage.Ruby,
                """
                require 'a'
                require_relative("./b")
                  load "c.rb" if x
                autoload :D, 'd'
                # require 'no'
                =begin
                require 'no'
                =end
                x = <<~TEXT
                  require 'no'
                TEXT
                require 'e'
                require "no#{x}"
                __END__
                require 'no'
                """
            )
        );

    [Fact]
    public void Scan_of_PHP_reads_uses_and_includes_inside_its_tags() =>
        Assert.Equal(
            [
                "3 Import A\\B",
                "4 Import C\\D",
                "4 Import C\\E\\F",
                "5 Include ./lib/x.php",
                "6 Include y.php",
                "15 Import G",
            ],
            Facts.Kinds(
                SourceLanguage.Php,
                """
                It's text: use No\No; <?php
                namespace N;
                use A\B as AB; // use No\No; ?> isn't code <?php
                use C\{D, E\F as G}; # use No\No;
                require_once __DIR__ . '/lib/x.php';
                include('y.php');
                require $path . '/no.php';
                class T { use SomeTrait; }
                $s = "use No\No;"; $h = <<<TXT
                  use No\No;
                  TXT;
                $f = function () use ($x) { };
                #[Attribute]
                use function no\no;
                use G;
                """
            )
        );

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
