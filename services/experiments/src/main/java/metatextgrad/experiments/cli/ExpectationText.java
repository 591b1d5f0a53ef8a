package metatextgrad.experiments.cli;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.text.TextTable;
import metatextgrad.cli.text.TextTable.Style;
import metatextgrad.cli.text.Texts;
import metatextgrad.experiments.expectation.Expectation;
import metatextgrad.experiments.expectation.ExpectationResult;
import metatextgrad.experiments.expectation.ExpectationResult.Outcome;
import metatextgrad.model.Text;
import metatextgrad.process.Exit;

/** Formats what was expected of an experiment, and what it shows. */
final class ExpectationText {
    private ExpectationText() {}

    /** Returns the exit code: an expectation that was missed is a failure. */
    static int exitCode(List<ExpectationResult> results) {
        boolean missed = results.stream().anyMatch(one -> one.outcome() == Outcome.MISSED);
        return (missed ? Exit.FAILURE : Exit.OK).code();
    }

    /** Returns a table after a blank line; no line if nothing was expected. */
    static List<String> of(List<ExpectationResult> results, Style style) {
        if (results.isEmpty()) return List.of();
        TextTable table = TextTable.of("expected | in | measured | 95 % | ");
        for (ExpectationResult one : results)
            table.row(
                    new Expectation(one.kind(), one.against()),
                    one.study(),
                    Texts.format("%+.3f", one.measured().estimate()),
                    Texts.format("%+.3f to %+.3f", one.measured().low(), one.measured().high()),
                    Text.lower(one.outcome())
                            + (one.reason().isEmpty() ? "" : ": " + one.reason()));
        List<String> lines = new ArrayList<>(List.of(""));
        lines.addAll(table.lines(style == Style.MARKDOWN ? style : Style.LEFT));
        return lines;
    }
}
