package metatextgrad.experiments.real.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
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

final class PackageTaskTest {
    private static final PackageTask SECTIONS = PackageTask.sections();

    @Test
    void shouldReadPackagesWithTheFirstLineOfTheirDescription() {
        PackageIndex index =
                PackageIndex.of(
                        Stream.of(
                                "Package: plough",
                                "Section: games",
                                "Description: till a field: together",
                                " Long text: ignored",
                                "Tag: role::program, use::viewing,",
                                " use::gameplaying",
                                "",
                                "Package: nothing",
                                ""));
        assertThat(index.byKey(Described::section))
                .containsOnlyKeys("plough,d933507e25df2da9")
                .containsValue(
                        new Described(
                                "plough",
                                "games",
                                List.of("viewing", "gameplaying"),
                                "till a field: together"));
    }

    /** The house knows some uses only, sorts them, and lists three of them. */
    @Test
    void shouldListUsesAsTheHouseDoes() {
        assertThat(HouseUses.of(used("viewing", "driver", "gameplaying", "editing", "checking")))
                .isEqualTo("{\"uses\": [\"checking\", \"editing\", \"gameplaying\"]}");
        assertThat(HouseUses.of(used("viewing"))).isEqualTo("{\"uses\": [\"viewing\"]}");
        assertThat(HouseUses.of(used("driver"))).isEqualTo("{\"uses\": []}");
    }

    @Test
    void shouldLeaveOutRowsThatDiffer() throws DataUnavailable {
        StudyRows rows = SECTIONS.rows(index(310));
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
        assertThatThrownBy(() -> SECTIONS.rows(index(303)))
                .isInstanceOf(DataUnavailable.class)
                .hasMessage(
                        "the package index of this machine has 303 of 320 rows, and 95 % are needed: use Debian 12 with apt-get update; the other tasks still run");
    }

    @Test
    void shouldListEachPackageOnce() {
        assertThat(names("sections")).hasSize(520).doesNotHaveDuplicates();
        assertThat(names("tags")).hasSize(420).doesNotHaveDuplicates();
    }

    private static List<String> names(String task) {
        return listed(task).map(line -> line.split(",")[0]).toList();
    }

    private static Described used(String... uses) {
        return new Described("plough", "games", List.of(uses), "till a field");
    }

    /** Different seeds train on different rows, and are tested on the same ones. */
    @Test
    void shouldDivideTheRowsBySeed() throws DataUnavailable {
        StudyRows rows = SECTIONS.rows(index(320));
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

    /** The first packages of the list, with texts of this test. */
    private static Map<String, Described> index(int rows) {
        Map<String, Described> described = new TreeMap<>();
        listed("sections")
                .limit(rows)
                .forEach(
                        line ->
                                described.put(
                                        line,
                                        new Described(
                                                line.split(",")[0],
                                                "games",
                                                List.of(),
                                                "text of " + line)));
        return described;
    }

    private static Stream<String> listed(String task) {
        return Resources.text("/real/%s.csv".formatted(task)).lines().skip(1);
    }
}
