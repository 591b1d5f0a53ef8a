package metatextgrad.cli.eval;

import metatextgrad.cli.text.StyledView;
import metatextgrad.cli.text.TextTable;
import metatextgrad.cli.text.ViewJson;
import picocli.CommandLine.Option;

/** The option {@code -o} of comparisons. */
final class EvalOutput {
    /** The form of the output. */
    enum Form {
        table,
        json,
        md
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "Output format: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Form form = Form.table;

    /** Prints a report on standard output. */
    void print(StyledView report) {
        switch (form) {
            case table -> report.text().forEach(System.out::println);
            case md -> report.text(TextTable.Style.MARKDOWN).forEach(System.out::println);
            case json -> System.out.println(ViewJson.write(report));
        }
    }
}
