using System.Globalization;
using System.Text;

namespace YudaiV3.Bench.Ingest;

/// <summary>
/// Writes one TypeScript module: imports of every kind, then types, functions, classes, components or tests with
/// strings, templates, expressions and comments, as they stand in real ones.
/// </summary>
internal sealed class GeneratedModule(int number, IReadOnlyList<GeneratedPath> all)
{
    private static readonly string[] External =
    [
        "react",
        "zod",
        "node:fs/promises",
        "node:path",
        "lodash-es/debounce",
        "@tanstack/query-core",
        "date-fns",
        "express",
        "fastify",
        "rxjs/operators",
    ];

    private readonly GeneratedWords _words = new(number + 1_000_003);
    private readonly StringBuilder _text = new();
    private readonly GeneratedPath _own = all[number];

    public string Text()
    {
        Line("/**").Line($" * {_words.Sentence()}").Line($" * {_words.Sentence()}").Line(" */");
        Imports();
        for (var parts = 2 + _words.Below(6); parts > 0; parts--)
            switch (_own.IsTest ? 4 : _words.Below(_own.IsComponent ? 5 : 4))
            {
                case 0:
                    Interface();
                    break;
                case 1:
                    Class();
                    break;
                case 4 when _own.IsTest:
                    Test();
                    break;
                case 4:
                    Component();
                    break;
                default:
                    Function();
                    break;
            }
        Line(
            $"export const {_own.Name} = {{ name: '{_own.Name}', order: {number}, since: "
                + $"'2026-0{1 + (number % 9)}-01' }} as const;"
        );
        return _text.ToString();
    }

    private void Imports()
    {
        if (_own.IsComponent)
            Line("import { useEffect, useMemo, useState } from 'react';");
        for (var n = _words.Below(3); n >= 0; n--)
            Line(
                $"import {{ {_words.Name()}, type {_words.Type()} }} from '{External[_words.Below(External.Length)]}';"
            );
        for (var n = 1 + _words.Below(5); n > 0; n--)
        {
            var other = all[_words.Below(all.Count)];
            var at = other.Path[..^Path.GetExtension(other.Path).Length];
            Line(
                _words.Below(9) switch
                {
                    0 => $"import type {{ {_words.Type()} }} from '{Relative(at)}';",
                    1 => $"import * as {_words.Name()}{n} from '@/{at["packages/".Length..]}';",
                    2 => $"export {{ {other.Name} as {_words.Name()}{n} }} from '{Relative(at)}.js';",
                    3 => $"const {_words.Name()}{n} = await import('{Relative(at)}');",
                    4 => $"import {{\n  {other.Name},\n  {_words.Name()},\n"
                        + $"  {_words.Name()} as {_words.Name()}{n},\n}} from '@acme/{other.Package}';",
                    _ => $"import {{ {other.Name} as {_words.Name()}{n} }} from '{Relative(at)}';",
                }
            );
        }
        Line("");
    }

    private string Relative(string target) =>
        Path.GetRelativePath(Path.GetDirectoryName(_own.Path)!, target) is var path && path.StartsWith('.')
            ? path
            : $"./{path}";

    private void Interface()
    {
        Line($"export interface {_words.Type()} {{");
        for (var n = 3 + _words.Below(8); n > 0; n--)
        {
            if (_words.Below(3) == 0)
                Line($"  /** {_words.Sentence()} */");
            Line(
                "  "
                    + $"{(_words.Below(3) == 0 ? "readonly " : "")}{_words.Name()}{(_words.Below(4) == 0 ? "?" : "")}:"
                    + $" {Type()};"
            );
        }
        Line("}").Line("");
    }

    private string Type() =>
        _words.Below(8) switch
        {
            0 => "number",
            1 => "boolean",
            2 => $"Map<string, {_words.Type()}>",
            3 => "string[]",
            4 => $"Promise<{_words.Type()} | undefined>",
            5 => _words.Type(),
            _ => "string",
        };

    private void Class()
    {
        Line($"export class {_words.Type()} extends {_words.Type()} {{")
            .Line($"  private readonly {_words.Name()} = new Map<string, {_words.Type()}>();")
            .Line($"  #{_words.Name()} = {_words.Below(5_000)};")
            .Line("");
        for (var n = 2 + _words.Below(4); n > 0; n--)
        {
            Line(
                $"  async {_words.Name()}({_words.Name()}: {Type()}, options: {{ {_words.Name()}?: number }} = "
                    + $"{{}}): Promise<void> {{"
            );
            Body("    ", 3 + _words.Below(8));
            Line("  }").Line("");
        }
        Line("}").Line("");
    }

    private void Function()
    {
        Line("/**")
            .Line($" * {_words.Sentence()}")
            .Line($" * @param {_words.Name()} {_words.Sentence()}")
            .Line(" */")
            .Line(
                $"export function {_words.Name()}({_words.Name()}: {Type()}, {_words.Name()} = '{_words.Word()}') {{"
            );
        Body("  ", 5 + _words.Below(14));
        Line("}").Line("");
    }

    private void Component()
    {
        Line($"export function {_words.Type()}({{ {_words.Name()}, {_words.Name()} }}: {_words.Type()}Props) {{")
            .Line($"  const [{_words.Name()}, set{_words.Type()}] = useState<{Type()} | null>(null);");
        Body("  ", 3 + _words.Below(5));
        Line("  return (")
            .Line(
                $"    <section className=\"{_words.Word()}-{_words.Word()}\" onClick={{() => "
                    + $"{_words.Name()}({_words.Below(10)})}}>"
            );
        for (var n = 2 + _words.Below(5); n > 0; n--)
            Line(
                $"      <{_words.Type()} {_words.Word()}={{{_words.Name()}}} "
                    + $"title=\"{_words.Sentence()}\">{{{_words.Name()} ?? `${{{_words.Name()}}} {_words.Word()}`}} "
                    + $"it's {_words.Word()}</{_words.Type()}>"
            );
        Line("    </section>").Line("  );").Line("}").Line("");
    }

    private void Test()
    {
        Line($"describe('{_words.Name()}', () => {{");
        for (var n = 1 + _words.Below(4); n > 0; n--)
        {
            Line($"  it('{_words.Sentence()}', async () => {{");
            Body("    ", 2 + _words.Below(5));
            Line(
                    $"    expect({_words.Name()}).toEqual({{ {_words.Name()}: {_words.Below(100)}, "
                        + $"{_words.Name()}: '{_words.Word()}' }});"
                )
                .Line("  });");
        }
        Line("});").Line("");
    }

    private void Body(string indent, int lines)
    {
        for (; lines > 0; lines--)
            Line(
                indent
                    + _words.Below(12) switch
                    {
                        0 => $"// {_words.Sentence()}",
                        1 => $"if ({_words.Name()} === undefined || {_words.Name()}.length > "
                            + $"{_words.Below(500)}) {{\n{indent}  throw new Error(`{_words.Sentence()} "
                            + $"${{{_words.Name()}}}`);\n{indent}}}",
                        2 => $"for (const {_words.Word()} of {_words.Name()}) "
                            + $"{_words.Name()}.push({_words.Word()} / {_words.Below(50) + 1});",
                        3 => $"const {_words.Name()} = {_words.Name()}.replace(/[^a-z0-9_\\/-]+/gi, "
                            + $"'-').split('{_words.Word()}');",
                        4 => $"const {{ {_words.Name()}, {_words.Name()} }} = await "
                            + $"this.{_words.Name()}.{_words.Name()}({_words.Name()}, {{ {_words.Name()}: true "
                            + $"}});",
                        5 => $"return {_words.Name()}.filter(({_words.Word()}) => "
                            + $"{_words.Word()}.{_words.Name()} !== '{_words.Name()}').map(String);",
                        6 => $"this.{_words.Name()}.set(\"{_words.Sentence()}\", {Grouped(_words.Below(100_000))});",
                        7 => $"await Promise.all({_words.Name()}.map(async ({_words.Word()}) => "
                            + $"{_words.Name()}({_words.Word()})));",
                        8 => $"{_words.Name()} = {_words.Name()} ? {_words.Name()} : {_words.Name()} ?? "
                            + $"{_words.Below(9)} * 1_000;",
                        _ => $"const {_words.Name()} = {_words.Name()}({_words.Name()}, "
                            + $"'{_words.Word()}.{_words.Word()}', {_words.Below(2_000)});",
                    }
            );
    }

    private static string Grouped(int number) => number.ToString("N0", CultureInfo.InvariantCulture).Replace(',', '_');

    private GeneratedModule Line(string line)
    {
        _text.Append(line).Append('\n');
        return this;
    }
}
