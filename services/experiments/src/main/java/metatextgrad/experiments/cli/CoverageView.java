package metatextgrad.experiments.cli;

import java.util.List;
import metatextgrad.cli.text.TextTable;
import metatextgrad.cli.text.Texts;
import metatextgrad.cli.text.View;
import metatextgrad.experiments.Coverage;
import metatextgrad.model.Text;

/** How often the intervals of simulated studies contain the truth. */
record CoverageView(List<Coverage> rows) implements View {
    @Override
    public List<String> text() {
        TextTable table =
                TextTable.of(
                        "differs | seeds | studies | coverage | falsely above | falsely below");
        for (Coverage row : rows)
            table.row(
                    Text.kebab(row.without()),
                    row.seeds(),
                    row.studies(),
                    Texts.format("%.4f", row.coverage()),
                    Texts.format("%.4f", row.above()),
                    Texts.format("%.4f", row.below()));
        return table.lines(TextTable.Style.RIGHT);
    }
}
