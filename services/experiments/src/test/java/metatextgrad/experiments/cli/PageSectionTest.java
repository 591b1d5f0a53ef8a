package metatextgrad.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import metatextgrad.cli.text.TextTable;
import metatextgrad.experiments.real.RowFolder;
import metatextgrad.experiments.real.table.RealTable;
import metatextgrad.experiments.real.tasks.StudyTasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PageSectionTest {
    private static final Path CHECKOUT = Path.of("..", "..");

    @Test
    void shouldReplaceOnlyWhatIsBetweenTheMarkers(@TempDir Path temp) throws Exception {
        Path page = temp.resolve("page.md");
        Files.writeString(page, "# Page\n<!-- begin t -->\nold\n<!-- end t -->\nrest\n");
        PageSection section = new PageSection(page, "t");
        section.write(List.of("a", "b"));
        section.write(List.of("a", "c"));
        assertThat(page).hasContent("# Page\n<!-- begin t -->\n\na\nc\n\n<!-- end t -->\nrest\n");
        assertThat(new PageSection(page, "u").isThere()).isFalse();
        assertThat(new PageSection(temp.resolve("none.md"), "t").isThere()).isFalse();
    }

    /** After a new cell, call {@code ./mtg experiment real --report -o md}. */
    @Test
    void shouldShowTheFilledCellsOnThePageAboutRealModels() {
        RowFolder rows = new RowFolder(CHECKOUT.resolve("services/experiments/results/real"));
        RealTable table = RealTable.of(rows.all(), StudyTasks.first(), StudyTasks.all(), 300, 3);
        List<String> lines = new RealView(table).text(TextTable.Style.MARKDOWN);
        assertThat(ExperimentRealCommand.section(CHECKOUT).read())
                .isEqualTo(PageSection.section(lines));
    }
}
