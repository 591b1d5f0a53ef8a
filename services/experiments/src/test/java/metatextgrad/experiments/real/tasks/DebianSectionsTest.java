package metatextgrad.experiments.real.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import metatextgrad.experiments.real.DataUnavailable;
import metatextgrad.experiments.real.StudyRows;
import metatextgrad.experiments.real.tasks.PackageIndex.Described;
import metatextgrad.json.Resources;
import metatextgrad.model.Split;
import metatextgrad.model.event.TaskSubmitted;
import org.junit.jupiter.api.Test;

final class DebianSectionsTest {
    @Test
    void shouldReadPackagesWithTheFirstLineOfTheirDescription() {
        PackageIndex index =
                PackageIndex.of(
                        Stream.of(
                                "Package: plough",
                                "Section: games",
                                "Description: till a field: together",
                                " Long text: ignored",
                                "",
                                "Package: nothing",
                                ""));
        assertThat(index.described())
                .containsOnlyKeys("plough,d933507e25df2da9")
                .containsValue(new Described("plough", "games", "till a field: together"));
    }

    @Test
    void shouldLeaveOutRowsThatDiffer() throws DataUnavailable {
        StudyRows rows = DebianSections.rows(index(310));
        assertThat(rows.leftOut()).isEqualTo(10);
        assertThat(rows.test())
                .hasSize(190)
                .extracting(TaskSubmitted::split)
                .containsOnly(Split.TEST);
        assertThat(rows.train()).isEqualTo(60);
        assertThat(rows.val()).isEqualTo(60);
    }

    @Test
    void shouldRefuseAnIndexThatHasTooFewRows() {
        assertThatThrownBy(() -> DebianSections.rows(index(303)))
                .isInstanceOf(DataUnavailable.class)
                .hasMessage(
                        "the package index of this machine has 303 of 320 rows, and 95 % are needed: use Debian 12 with apt-get update; the other tasks still run");
    }

    @Test
    void shouldListEachPackageOnce() {
        List<String> names = listed().map(line -> line.split(",")[0]).toList();
        assertThat(names).hasSize(520).doesNotHaveDuplicates();
    }

    /** Different seeds train on different rows, and are tested on the same ones. */
    @Test
    void shouldDivideTheRowsBySeed() throws DataUnavailable {
        StudyRows rows = DebianSections.rows(index(320));
        assertThat(train(rows, 1)).hasSize(60).isNotEqualTo(train(rows, 2));
        assertThat(train(rows, 1)).isEqualTo(train(rows, 1));
        assertThat(rows.all(1)).hasSize(320);
    }

    private static Set<String> train(StudyRows rows, long seed) {
        return rows.search(seed).stream()
                .filter(task -> task.split() == Split.TRAIN)
                .map(task -> task.id().value())
                .collect(Collectors.toSet());
    }

    /** An index with texts of this test for the first rows of the list. */
    private static PackageIndex index(int rows) {
        var described = new TreeMap<String, Described>();
        listed().limit(rows)
                .forEach(
                        line ->
                                described.put(
                                        line,
                                        new Described(
                                                line.split(",")[0], "games", "text of " + line)));
        return new PackageIndex(described);
    }

    private static Stream<String> listed() {
        return Resources.text("/real/sections.csv").lines().skip(1);
    }
}
