namespace YudaiV3.CodeAnalysis.Scan;

public sealed class ComponentScannerTests
{
    [Fact]
    public void Scan_reads_the_scripts_of_a_component_and_their_sources() =>
        Assert.Equal(
            ["./a", "./b.ts", "./c"],
            ComponentScanner
                .Scan(
                    """
                    <template><p>import './no'</p></template>
                    <!-- <script>import './no'</script> -->
                    <script lang="ts">import a from './a'</script>
                    <script src="./b.ts"></script>
                    <script-like>import './no'</script-like>
                    <SCRIPT>import './c'
                    """
                )
                .ToImmutable()
                .Select(import => import.Specifier)
        );
}
