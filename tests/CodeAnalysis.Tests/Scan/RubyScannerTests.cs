namespace YudaiV3.CodeAnalysis.Scan;

public sealed class RubyScannerTests
{
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
}
