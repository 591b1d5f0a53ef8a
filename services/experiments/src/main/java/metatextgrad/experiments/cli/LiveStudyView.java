package metatextgrad.experiments.cli;

import java.util.List;
import metatextgrad.cli.text.TextTable;
import metatextgrad.cli.text.View;

/** Figures of the tests that decide about live traffic, with what is expected of them. */
record LiveStudyView(boolean simulated, List<LiveStudyRow> rows) implements View {
    boolean met() {
        return rows.stream().allMatch(LiveStudyRow::met);
    }

    @Override
    public List<String> text() {
        TextTable table = TextTable.of("simulated | number | measure | value | expected");
        for (LiveStudyRow row : rows)
            table.row(row.what(), row.count(), row.measure(), row.figure(), row.expected());
        return table.lines(TextTable.Style.LEFT);
    }
}
