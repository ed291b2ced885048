namespace YudaiV3.CodeAnalysis.Scan;

public sealed class PhpScannerTests
{
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
}
