using System.Collections.Frozen;

namespace YudaiV3.CodeAnalysis;

/// <summary>The file names and the extensions that tell what a file is for, in lower case.</summary>
internal static class FileCategoryTables
{
    /// <summary>Whole names, or the part before the first dot inside a name.</summary>
    public static readonly FrozenDictionary<string, FileCategory> Names = Create(
        (
            FileCategory.GitFiles,
            """
            .gitignore .gitattributes .gitmodules .gitkeep .keep .gitconfig .mailmap .git-blame-ignore-revs
            .gitingestignore .gitmessage .gitlint
            """
        ),
        (
            FileCategory.LockFiles,
            """
            package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml bun.lock bun.lockb deno.lock cargo.lock
            poetry.lock pipfile.lock pdm.lock uv.lock pixi.lock composer.lock gemfile.lock gems.locked go.sum
            go.work.sum packages.lock.json project.assets.json paket.lock mix.lock pubspec.lock podfile.lock
            package.resolved gradle.lockfile cartfile.resolved flake.lock .terraform.lock.hcl conan.lock chart.lock
            stack.yaml.lock
            """
        ),
        (
            FileCategory.DependencyFiles,
            """
            package.json requirements.txt requirements.in constraints.txt pipfile pyproject.toml setup.py setup.cfg
            environment.yml environment.yaml go.mod go.work cargo.toml gemfile composer.json pom.xml packages.config
            directory.packages.props paket.dependencies nuget.config bower.json mix.exs pubspec.yaml podfile
            package.swift cartfile conanfile.txt conanfile.py vcpkg.json deno.json deno.jsonc jsr.json
            pnpm-workspace.yaml lerna.json build.sbt rebar.config project.clj deps.edn cpanfile elm.json
            libs.versions.toml
            """
        ),
        (
            FileCategory.BuildFiles,
            """
            makefile gnumakefile cmakelists.txt meson.build meson_options.txt dockerfile containerfile .dockerignore
            docker-compose.yml docker-compose.yaml compose.yml compose.yaml build.gradle build.gradle.kts
            settings.gradle settings.gradle.kts gradlew gradlew.bat mvnw mvnw.cmd build.xml build.zig justfile
            taskfile.yml taskfile.yaml rakefile jenkinsfile procfile vagrantfile build.rs configure configure.ac
            makefile.am sconstruct sconscript build.bazel workspace.bazel module.bazel workspace build .gitlab-ci.yml
            .travis.yml azure-pipelines.yml appveyor.yml cloudbuild.yaml gruntfile.js gulpfile.js webpack.config.js
            webpack.config.ts rollup.config.js rollup.config.mjs rollup.config.ts vite.config.js vite.config.mjs
            vite.config.ts esbuild.js noxfile.py tox.ini
            """
        ),
        (
            FileCategory.ProjectFiles,
            """
            directory.build.props directory.build.targets global.json .project .classpath workspace.xml
            """
        ),
        (
            FileCategory.Documentation,
            """
            readme license licence license-mit license-apache unlicense copying notice authors contributors changelog
            changes history news contributing code_of_conduct security install todo maintainers codeowners funding.yml
            """
        ),
        (
            FileCategory.Configuration,
            """
            .editorconfig .env .npmrc .nvmrc .yarnrc .prettierrc .eslintrc .babelrc .stylelintrc .browserslistrc
            .clang-format .clang-tidy .flake8 .pylintrc .rubocop.yml .python-version .ruby-version .node-version
            .tool-versions .npmignore .eslintignore .prettierignore .htaccess .vimrc .bashrc .zshrc .profile .inputrc
            """
        )
    );

    /// <summary>Extensions without the dot.</summary>
    public static readonly FrozenDictionary<string, FileCategory> Extensions = Create(
        (
            FileCategory.SourceCode,
            """
            js jsx mjs cjs ts tsx mts cts vue svelte astro py pyi pyx pxd go java kt kts scala sc groovy clj cljs cljc
            edn c h cc cpp cxx c++ hpp hh hxx h++ inl ipp m mm swift cs fs fsi fsx vb rs rb rake php phtml pl pm t r
            jl lua dart ex exs erl hrl hs lhs ml mli elm nim zig d cr v sv vhd vhdl asm s f f90 f95 for pas pp ada adb
            ads cob cbl lisp el scm rkt sol vy cu cuh cl glsl hlsl wgsl vert frag comp metal proto thrift graphql gql
            idl wat coffee tf hcl bicep nix ipynb razor cshtml vbhtml jsp gd abap apex cls trigger
            """
        ),
        (
            FileCategory.WebFiles,
            """
            html htm xhtml css scss sass less styl pug jade hbs handlebars mustache ejs njk liquid twig erb haml slim
            jinja jinja2 j2 webmanifest htc xsl xslt
            """
        ),
        (
            FileCategory.Documentation,
            """
            md markdown mdx rst adoc asciidoc txt textile org tex latex bib pod rdoc wiki 1 2 3 4 5 6 7 8 man pdf doc
            docx odt rtf epub
            """
        ),
        (
            FileCategory.Configuration,
            """
            json json5 jsonc yml yaml toml ini cfg conf config properties env xml plist editorconfig reg desktop
            service socket timer rules cnf pbtxt textproto cue dhall snap
            """
        ),
        (FileCategory.Scripts, "sh bash zsh fish ksh csh ps1 psm1 psd1 bat cmd awk sed applescript vbs tcl nu"),
        (
            FileCategory.DataFiles,
            """
            csv tsv jsonl ndjson geojson topojson sql sqlite sqlite3 db parquet avro orc arrow feather h5 hdf5 npy npz
            mat pkl pickle rds rda sav dta xls xlsx ods dat data bin gz bz2 xz zst zip tar tgz 7z rar jar war nupkg
            whl gem pb onnx pt pth safetensors gguf model po pot mo resx strings ics vcf gpx kml rdf ttl nt log lst
            diff patch pem crt cer key p12 pfx der asc sig
            """
        ),
        (FileCategory.BuildFiles, "mk mak cmake gradle bazel bzl ninja am ac m4 in spec dockerfile nsi iss wxs"),
        (
            FileCategory.ProjectFiles,
            """
            sln slnx slnf csproj fsproj vbproj vcxproj filters shproj proj props targets pbxproj xcscheme
            xcworkspacedata xcconfig storyboard xib iml code-workspace sublime-project nuspec gemspec cabal podspec
            """
        ),
        (FileCategory.LockFiles, "lock lockb"),
        (
            FileCategory.MediaFiles,
            """
            png jpg jpeg gif webp avif bmp ico icns svg svgz tif tiff heic psd ai eps sketch fig xcf mp3 wav ogg oga
            flac aac m4a mid midi mp4 m4v mov avi mkv webm mpg mpeg ogv wmv woff woff2 ttf otf eot glb gltf obj fbx
            stl blend dae swf
            """
        )
    );

    private static FrozenDictionary<string, FileCategory> Create(params (FileCategory Category, string Words)[] rows)
    {
        var table = new Dictionary<string, FileCategory>(StringComparer.Ordinal);
        foreach (var (category, words) in rows)
        {
            foreach (var word in words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                table.TryAdd(word, category); // a word of several categories belongs to the first
        }
        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
