namespace YudaiV3.CodeAnalysis.Draw;

/// <summary>The styles of a diagram on light and dark pages.</summary>
internal static class SvgStyle
{
    public const string Text = """
        .dependencies{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
        .dependencies .paper{fill:#fff}
        .dependencies .heading{font-size:15px;font-weight:600;fill:#1f2328}
        .dependencies .note{font-size:10.5px;fill:#59636e}
        .dependencies .box rect{fill:#f6f8fa;stroke:#8c959f}
        .dependencies .box.folder rect{fill:#ddf4ff;stroke:#54aeff}
        .dependencies .box.cycle rect{stroke:#cf222e;stroke-width:1.5}
        .dependencies .name{font-size:12px;fill:#1f2328}
        .dependencies .place{font-size:10px;fill:#59636e}
        .dependencies .arrow{fill:none;stroke:#8c959f}
        .dependencies .tip{fill:#8c959f}
        .dependencies .arrow.cycle{stroke:#cf222e}
        .dependencies .red-tip{fill:#cf222e}
        .dependencies .arrow.type{stroke-dasharray:2 3}
        .dependencies .arrow.dynamic{stroke-dasharray:6 4}
        .dependencies .arrow:hover{stroke:#0969da;stroke-width:2.5}
        .dependencies .box:hover rect{stroke-width:2.5}
        @media (prefers-color-scheme:dark){
        .dependencies .paper{fill:#0d1117}
        .dependencies .heading,.dependencies .name{fill:#f0f6fc}
        .dependencies .note,.dependencies .place{fill:#9198a1}
        .dependencies .box rect{fill:#151b23;stroke:#656c76}
        .dependencies .box.folder rect{fill:#0c2d6b;stroke:#388bfd}
        .dependencies .box.cycle rect{stroke:#f85149}
        .dependencies .arrow{stroke:#656c76}
        .dependencies .tip{fill:#656c76}
        .dependencies .arrow.cycle{stroke:#f85149}
        .dependencies .red-tip{fill:#f85149}
        .dependencies .arrow:hover{stroke:#4493f8}
        }
        """;

    public const string Markers =
        "<defs>"
        + "<marker id=\"tip\" "
        + Arrowhead
        + "><path class=\"tip\" d=\"M0 0 8 4 0 8z\"/></marker>"
        + "<marker id=\"red-tip\" "
        + Arrowhead
        + "><path class=\"red-tip\" d=\"M0 0 8 4 0 8z\"/></marker>"
        + "</defs>";

    private const string Arrowhead =
        "viewBox=\"0 0 8 8\" refX=\"1\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" "
        + "markerUnits=\"userSpaceOnUse\" orient=\"auto-start-reverse\"";
}
