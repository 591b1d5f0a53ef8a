package metatextgrad.cli.projects;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.text.TextTable;
import metatextgrad.cli.text.Texts;
import metatextgrad.cli.text.View;
import metatextgrad.model.ControlCharacters;
import metatextgrad.model.Variable;

/**
 * The tasks of an audit that have no right answer yet.
 *
 * @param rate share of the tasks that is drawn, from 0 to 1
 * @param sample the last sample after a change of the mix, in one line; empty if there was none
 */
record AuditView(String project, double rate, String sample, List<Drawn> tasks) implements View {
    /** A drawn task, with its whole input. */
    record Drawn(String task, String input) {
        /** Returns the input in one line, without its middle if it is long. */
        String line() {
            return Variable.shortValue(ControlCharacters.line(input));
        }
    }

    @Override
    public List<String> text() {
        List<String> lines = new ArrayList<>();
        lines.add(
                Texts.format(
                        "audit of project %s: %.2f %% of the tasks without a right answer; %d wait for a label",
                        project, 100 * rate, tasks.size()));
        if (!sample.isEmpty()) lines.add(sample);
        TextTable table = TextTable.of("task | input");
        for (Drawn one : tasks) table.row(ControlCharacters.line(one.task()), one.line());
        lines.addAll(table.linesOr("no task waits"));
        return lines;
    }

    @Override
    public List<String> next() {
        return tasks.isEmpty()
                ? List.of()
                : List.of("mtg tasks label %s TASK --target TEXT".formatted(project));
    }
}
