package metatextgrad.services.mtg;

import java.util.List;

/** A view whose tables can be written for a terminal or as Markdown. */
interface StyledView extends View {
    /** For people, a line each. */
    List<String> text(TextTable.Style style);

    @Override
    default List<String> text() {
        return text(TextTable.Style.RIGHT);
    }
}
