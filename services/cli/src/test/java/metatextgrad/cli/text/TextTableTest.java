package metatextgrad.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import metatextgrad.cli.text.TextTable.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

final class TextTableTest {
    private static final int MANY = 200_000;

    @Test
    void shouldMakeEachColumnAsWideAsItsWidestCell() {
        TextTable table = TextTable.of("id | letters").row("a", 7).row("longer", 10_000);

        assertThat(table.lines()).containsExactly("id      letters", "a       7", "longer  10000");
        assertThat(table.lines(Style.RIGHT))
                .containsExactly("id      letters", "a             7", "longer    10000");
        assertThat(table.lines(Style.MARKDOWN))
                .containsExactly(
                        "| id | letters |", "|---|---:|", "| a | 7 |", "| longer | 10000 |");
    }

    /** Minutes if each cell looks at all rows; a flood of dead letters has as many. */
    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
    void shouldWriteVeryManyRowsInOnePass() {
        TextTable table = TextTable.of("id | reason");
        for (int i = 0; i < MANY; i++) table.row(i, "reason");

        assertThat(table.lines()).hasSize(MANY + 1).endsWith("199999  reason");
    }
}
