package metatextgrad.cli.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import metatextgrad.cli.loop.LoopScenario;
import metatextgrad.cli.text.ViewJson;
import metatextgrad.json.OptimizerFile;
import metatextgrad.local.LocalRun;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.Serial;
import metatextgrad.model.Sizes;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Budget;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An optimizer is learned in one project, travels, and is the base of another. */
final class OptimizerViewsTest {
    private static final Project DYCK = LoopScenario.project();
    private static final ProjectId OTHER = new ProjectId("other");
    private static RunState state;
    private static OptimizerCatalog learned;
    private static OptimizerVersion adopted;

    @BeforeAll
    static void learn() {
        List<Event> events = new ArrayList<>();
        List<TaskSubmitted> tasks = LoopScenario.tasks(DYCK);
        state =
                new LocalRun(LoopScenario.model())
                        .run(LoopScenario.request(DYCK, tasks), tasks, events::add);
        learned = new OptimizerCatalog(versions(events));
        OptimizerSpec best = Objects.requireNonNull(state.lines().getLast().optimizer());
        adopted =
                learned.all().stream()
                        .filter(one -> one.verdict() == Verdict.ADOPTED)
                        .filter(one -> one.spec().equals(best))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void shouldListTriedAndSubmittedOptimizers() {
        OptimizerVersion offer =
                OptimizerVersion.offered(OTHER, adopted.spec(), null, new Serial(1));
        OptimizerCatalog known = new OptimizerCatalog(List.of(adopted, offer));

        String name = adopted.spec().name();
        assertThat(OptimizerListView.of(known, known.all()).text())
                .containsExactly(
                        "id        project  name%s  verdict  score  baseline  run    gains by project"
                                .formatted(" ".repeat(Math.max(0, name.length() - 4))),
                        "%s  dyck     %-4s  adopted  %.3f  %.3f     run-1  dyck %+.3f of 1"
                                .formatted(
                                        adopted.key().substring(0, 8),
                                        adopted.spec().name(),
                                        adopted.score(),
                                        adopted.against(),
                                        adopted.score() - adopted.against()),
                        "%s  other    %-4s  offered  -      -         -      dyck %+.3f of 1"
                                .formatted(
                                        offer.key().substring(0, 8),
                                        adopted.spec().name(),
                                        adopted.score() - adopted.against()));
        assertThat(ViewJson.write(OptimizerListView.of(known, known.of("other"))))
                .isEqualTo(
                        "{\"schemaVersion\":1,\"optimizers\":[{\"id\":\"%s\",\"project\":\"other\",\"name\":\"%s\",\"verdict\":\"offered\",\"submitted\":true,\"score\":null,\"baselineScore\":null,\"run\":null,\"serial\":1,\"gains\":[{\"project\":\"dyck\",\"trials\":1,\"gain\":%s,\"low\":null,\"high\":null}]}]}"
                                .formatted(
                                        offer.key(),
                                        adopted.spec().name(),
                                        adopted.score() - adopted.against()));
    }

    @Test
    void shouldFindAnOptimizerByTheFirstLettersOfItsId() {
        assertThat(learned.named(learned.shortId(adopted))).isEqualTo(adopted);
        assertThatThrownBy(() -> learned.named("1"))
                .hasMessage("no optimizer 1: mtg optimizers ls lists them");
        assertThatThrownBy(() -> learned.named(""))
                .hasMessage("no optimizer : mtg optimizers ls lists them");
        String letter =
                learned.all().stream()
                        .map(one -> one.key().substring(0, 1))
                        .filter(first -> with(first) > 1)
                        .findFirst()
                        .orElse("");
        if (!letter.isEmpty())
            assertThatThrownBy(() -> learned.named(letter))
                    .hasMessageStartingWith(letter + " could be " + with(letter) + " optimizers: ");
    }

    @Test
    void shouldShowAnOptimizerWithItsScores() {
        RunState.Line line = state.lines().getLast();
        List<String> sheet = OptimizerView.of(learned, adopted, state).text();

        assertThat(sheet.subList(0, 2))
                .containsExactly(
                        "%s  %s  adopted".formatted(adopted.key(), adopted.spec().name()),
                        "project dyck");
        assertThat(sheet.get(2))
                .matches("made from [a-z2-7]{8}  %s  base".formatted(adopted.spec().name()));
        assertThat(sheet.get(3)).startsWith("the meta model was shown train task ");
        assertThat(sheet.get(4))
                .isEqualTo(
                        "tried in run run-1: validation %.3f against %.3f, re-scored %.3f, test %.3f, seed program %.3f"
                                .formatted(
                                        adopted.score(),
                                        adopted.against(),
                                        Objects.requireNonNull(line.rescored()).mean(),
                                        Objects.requireNonNull(line.test()).mean(),
                                        Objects.requireNonNull(state.lines().getFirst().test())
                                                .mean()));
        assertThat(sheet.get(5)).startsWith("cost: ").contains(" meta)");
        assertThat(sheet).contains("Its task description:");
    }

    /** Two rounds may propose the same optimizer, with different scores. */
    @Test
    void shouldKeepTwoTrialsOfOneOptimizerApart() {
        OptimizerVersion rejected =
                new OptimizerVersion(
                        adopted.project(),
                        adopted.run(),
                        new TrialId("earlier"),
                        adopted.spec(),
                        adopted.parents(),
                        adopted.drawn(),
                        .125,
                        .25,
                        null,
                        Verdict.REJECTED,
                        adopted.serial(),
                        adopted.cost(),
                        false,
                        null,
                        null);
        OptimizerCatalog both = new OptimizerCatalog(List.of(rejected, adopted));

        assertThat(both.all()).containsExactly(rejected, adopted);
        assertThat(OptimizerView.of(both, rejected, state).text())
                .contains("tried in run run-1: validation 0.125 against 0.250");
    }

    @Test
    void shouldIdentifyParentsByIdsThatCommandsAccept() throws Exception {
        String parent = adopted.parents().getFirst();
        OptimizerVersion base =
                learned.all().stream()
                        .filter(one -> one.spec().contentId().equals(parent))
                        .findFirst()
                        .orElseThrow();
        String json = ViewJson.write(OptimizerView.of(learned, adopted, state));
        OptimizerCatalog alone = new OptimizerCatalog(List.of(adopted));
        String orphan = ViewJson.write(OptimizerView.of(alone, adopted, state));

        assertThat(new ObjectMapper().readTree(json).at("/parents/0").asText())
                .isEqualTo(base.key());
        assertThat(new ObjectMapper().readTree(orphan).at("/parents/0").isNull()).isTrue();
    }

    @Test
    void shouldReportWhereRecordsAreWritten() {
        OptimizerView sheet = OptimizerView.of(learned, adopted, state);
        assertThat(OptimizersCommand.written(sheet, Path.of("o.json")))
                .isEqualTo(
                        "optimizer %s of project dyck, adopted, is written to o.json"
                                .formatted(adopted.spec().name()));
    }

    /** An optimizer that one run learned is a base optimizer of another project's run. */
    @Test
    void shouldImportAsABaseOptimizerOfAnotherProject() {
        OptimizerFile travelled =
                OptimizerFile.read(
                        OptimizerView.of(learned, adopted, state).file().write(),
                        spec -> List.of());
        OptimizerVersion offer =
                OptimizerVersion.offered(
                        OTHER,
                        new OptimizerSpec("learned", travelled.optimizer().phases()),
                        travelled.from(),
                        new Serial(1));
        Project other =
                new Project(
                        OTHER,
                        DYCK.seed(),
                        DYCK.loop(),
                        DYCK.optimizers().subList(0, 1),
                        DYCK.meta(),
                        DYCK.shares(),
                        Budget.NONE);
        OptimizerSelection start =
                OptimizerSelection.of("adopted", other, new OptimizerCatalog(List.of(offer)));

        assertThat(start.announcement())
                .isEqualTo(
                        "optimizers: tgd (project file), learned (offered, %s)"
                                .formatted(offer.key().substring(0, 8)));
        List<Event> events = new ArrayList<>();
        List<TaskSubmitted> tasks = LoopScenario.tasks(other);
        RunRequested request =
                new RunRequested(
                        new RunId("run-2"),
                        start.project(),
                        LoopScenario.request(other, tasks).snapshot(),
                        11,
                        start.versions(),
                        Sizes.UNKNOWN,
                        Prices.NONE);
        assertThat(RunOptimizersText.of(start.known(), request)).isEqualTo(start.announcement());
        RunState end = new LocalRun(LoopScenario.model()).run(request, tasks, events::add);
        OptimizerVersion answer =
                versions(events).stream()
                        .filter(OptimizerVersion::submitted)
                        .findFirst()
                        .orElseThrow();

        assertThat(end.status()).isEqualTo(RunState.Status.FINISHED);
        assertThat(answer.key()).isEqualTo(offer.key());
        assertThat(answer.run()).isEqualTo(new RunId("run-2"));
        assertThat(answer.from()).isEqualTo(travelled.from());
        assertThat(answer.verdict())
                .isEqualTo(
                        Objects.requireNonNull(answer.score()) > answer.against()
                                ? Verdict.ADOPTED
                                : Verdict.REJECTED);
        assertThat(OptimizerView.of(new OptimizerCatalog(List.of(answer)), answer, end).text())
                .anyMatch(
                        line -> line.startsWith("submitted, learned in project dyck, run run-1: "));
    }

    @Test
    void shouldReportWhyASubmittedOptimizerWaits() {
        OptimizerSpec own = DYCK.optimizers().getFirst();
        OptimizerVersion offer =
                OptimizerVersion.offered(
                        DYCK.id(), new OptimizerSpec("copy", own.phases()), null, new Serial(1));
        OptimizerCatalog known = new OptimizerCatalog(List.of(offer));
        assertThat(OptimizerSelection.of("adopted", DYCK, known).announcement())
                .endsWith(
                        "; copy (offered, %s) waits: for now it is the same as %s"
                                .formatted(offer.key().substring(0, 8), own.name()));
        assertThat(OptimizerSelection.of("base", DYCK, known).announcement())
                .doesNotContain("copy");
    }

    @Test
    void shouldStartFromTheGivenOptimizers() {
        String id = learned.shortId(adopted);
        OptimizerSelection named = OptimizerSelection.of(id, DYCK, learned);
        OptimizerSelection base = OptimizerSelection.of("base", DYCK, learned);

        assertThat(named.project().optimizers()).containsExactly(adopted.spec());
        assertThat(named.id()).isEqualTo(adopted.key());
        assertThat(base.project()).isEqualTo(DYCK);
        assertThat(base.id()).isEqualTo("base");
        assertThat(OptimizerSelection.of("adopted", DYCK, learned).id()).isEmpty();
        assertThatThrownBy(() -> OptimizerSelection.of(id + "," + id, DYCK, learned))
                .hasMessage(
                        "duplicate optimizer name `%s`: names must be unique"
                                .formatted(adopted.spec().name()));
    }

    private static long with(String letter) {
        return learned.all().stream().filter(one -> one.key().startsWith(letter)).count();
    }

    private static List<OptimizerVersion> versions(List<Event> events) {
        return events.stream()
                .filter(OptimizerVersion.class::isInstance)
                .map(OptimizerVersion.class::cast)
                .toList();
    }
}
