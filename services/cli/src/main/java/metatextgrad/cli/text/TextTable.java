package metatextgrad.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Rows of text in columns. All rows have as many cells as the first. Not thread-safe. */
public final class TextTable {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    /** How columns are written. */
    public enum Style {
        /** Each column begins at the same place. */
        LEFT,
        /** The first column begins, the others end at the same place, as numbers do. */
        RIGHT,
        MARKDOWN
    }

    /** {@code head} has the names of the columns, separated by {@code " | "}. */
    public static TextTable of(String head) {
        return new TextTable().row(List.of(head.split(" \\| ", -1)));
    }

    public TextTable row(Object... cells) {
        return row(Stream.of(cells).map(String::valueOf).toList());
    }

    public TextTable row(List<String> cells) {
        rows.add(List.copyOf(cells));
        return this;
    }

    int size() {
        return rows.size() - 1;
    }

    public List<String> lines() {
        return lines(Style.LEFT);
    }

    /** Returns this line instead if the table has no rows. */
    public List<String> linesOr(String empty) {
        return size() == 0 ? List.of(empty) : lines();
    }

    public List<String> lines(Style style) {
        List<String> lines = new ArrayList<>();
        int[] widths = widths();
        for (List<String> row : rows) lines.add(line(row, style, widths));
        if (style == Style.MARKDOWN)
            lines.add(1, "|---|" + "---:|".repeat(rows.getFirst().size() - 1));
        return lines;
    }

    private static String line(List<String> row, Style style, int[] widths) {
        if (style == Style.MARKDOWN) return "| " + String.join(" | ", row) + " |";
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            String space = " ".repeat(widths[column] - cell.length());
            boolean right = style == Style.RIGHT && column > 0;
            line.append(column == 0 ? "" : GAP).append(right ? space + cell : cell + space);
        }
        return line.toString().stripTrailing();
    }

    /** One pass over all rows, since a table may have very many. */
    private int[] widths() {
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows)
            for (int column = 0; column < widths.length; column++)
                widths[column] = Math.max(widths[column], row.get(column).length());
        return widths;
    }
}
