package metatextgrad.experiments.cli;

import java.util.List;
import metatextgrad.cli.text.TextTable;
import metatextgrad.cli.text.View;
import metatextgrad.cli.text.ViewJson;
import metatextgrad.process.Exit;
import picocli.CommandLine.Option;

/** The option {@code -o} of experiments. */
final class ReportOptions {
    /** The form of the output. */
    enum Form {
        table,
        json,
        md,
        html
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "Output format: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Form form = Form.table;

    /** Prints a result on standard output. Returns the exit code of success. */
    int print(ReportView view) {
        return print(
                switch (form) {
                    case table -> view.text();
                    case md -> view.text(TextTable.Style.MARKDOWN);
                    case json -> List.of(ViewJson.write(view));
                    case html -> view.page().lines();
                });
    }

    /** Returns whether a table for a page is wanted. */
    boolean isMarkdown() {
        return form == Form.md;
    }

    /** Prints a view without pictures: as JSON if that is wanted, else as text. */
    int printText(View view) {
        return print(form == Form.json ? List.of(ViewJson.write(view)) : view.text());
    }

    private static int print(List<String> lines) {
        lines.forEach(System.out::println);
        return Exit.OK.code();
    }
}
