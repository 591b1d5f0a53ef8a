package metatextgrad.services.mtg;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Tables for people: in columns on a terminal, or as Markdown. The first column is text. */
enum Grid {
    PLAIN,
    MARKDOWN;

    /** The first row is the head. Rows have the same number of cells. */
    List<String> rows(List<List<String>> rows) {
        int columns = rows.getFirst().size();
        int[] widths =
                IntStream.range(0, columns)
                        .map(
                                i ->
                                        rows.stream()
                                                .mapToInt(row -> row.get(i).length())
                                                .max()
                                                .orElse(0))
                        .toArray();
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            lines.add(line(row, widths));
            if (this == MARKDOWN && lines.size() == 1)
                lines.add("|---|" + "---:|".repeat(columns - 1));
        }
        return lines;
    }

    private String line(List<String> row, int[] widths) {
        return switch (this) {
            case MARKDOWN -> "| " + String.join(" | ", row) + " |";
            case PLAIN -> {
                StringBuilder line = new StringBuilder();
                for (int i = 0; i < widths.length; i++) {
                    String space = " ".repeat(widths[i] - row.get(i).length());
                    line.append(i == 0 ? row.get(i) + space : "  " + space + row.get(i));
                }
                yield line.toString().stripTrailing();
            }
        };
    }
}
