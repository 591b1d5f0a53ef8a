package metatextgrad.experiments.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import metatextgrad.cli.text.TextTable;
import metatextgrad.experiments.real.table.RealTable;
import metatextgrad.experiments.report.Page;

/** The table of real models. */
record RealView(@JsonUnwrapped RealTable table) implements ReportView {
    @Override
    public List<String> text(TextTable.Style style) {
        return RealText.of(table, style);
    }

    @Override
    public Page page() {
        Page page = new Page("Real models at equal numbers of model calls");
        page.text(text(TextTable.Style.MARKDOWN));
        return page;
    }
}
