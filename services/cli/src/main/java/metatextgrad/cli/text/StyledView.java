package metatextgrad.cli.text;

import java.util.List;

/** A view whose tables can be written for a terminal or as Markdown. */
public interface StyledView extends View {
    /** Returns human-readable text, line by line. */
    List<String> text(TextTable.Style style);

    @Override
    default List<String> text() {
        return text(TextTable.Style.RIGHT);
    }
}
