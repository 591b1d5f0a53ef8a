package metatextgrad.experiments.report;

import java.util.List;
import java.util.Locale;

/** Estimates with their intervals, a row each, and a line at zero. */
public record ForestPlot(String across, List<Row> rows) implements Picture {
    private static final double WIDTH = 860;
    private static final double LEFT = 250;
    private static final double RIGHT = 200;
    private static final double ROW = 26;
    private static final double TOP = 10;
    private static final double BOTTOM = 46;

    /** The share of the width that stays free on each side. */
    private static final double SPACE = .04;

    /** One interval. */
    public record Row(String name, double estimate, double low, double high) {}

    public ForestPlot {
        rows = List.copyOf(rows);
    }

    @Override
    public String svg() {
        double bottom = TOP + ROW * rows.size();
        double low = Math.min(0, rows.stream().mapToDouble(Row::low).min().orElse(0));
        double high = Math.max(0, rows.stream().mapToDouble(Row::high).max().orElse(0));
        double space = SPACE * (high - low);
        Axis x = Axis.over(low - space, high + space, LEFT, WIDTH - RIGHT);
        Html shapes = new Html();
        shapes.line(x.at(0), TOP, x.at(0), bottom, "zero");
        for (int i = 0; i < rows.size(); i++) row(shapes, x, rows.get(i), TOP + ROW * (i + .5));
        for (double tick : x.ticks()) {
            shapes.line(x.at(tick), bottom, x.at(tick), bottom + 5, "grid");
            shapes.label(x.label(tick), x.at(tick), bottom + 19, "middle", "label");
        }
        shapes.label(across, (LEFT + WIDTH - RIGHT) / 2, bottom + 38, "middle", "label");
        return Picture.framed(across, WIDTH, bottom + BOTTOM, shapes.toString());
    }

    private static void row(Html shapes, Axis x, Row row, double y) {
        String color = row.low() > 0 ? "above" : row.high() < 0 ? "below" : "around";
        shapes.label(row.name(), LEFT - 12, y + 4, "end", "name");
        shapes.line(x.at(row.low()), y, x.at(row.high()), y, "interval " + color);
        shapes.raw(
                "circle",
                "",
                "cx",
                Html.number(x.at(row.estimate())),
                "cy",
                Html.number(y),
                "r",
                "4.5",
                "class",
                "estimate " + color);
        String numbers =
                String.format(
                        Locale.ROOT, "%+.3f [%+.3f, %+.3f]", row.estimate(), row.low(), row.high());
        shapes.label(numbers, WIDTH - RIGHT + 14, y + 4, "start", "number");
    }
}
