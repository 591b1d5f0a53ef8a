package metatextgrad.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import metatextgrad.cli.demo.SimulatedModel;
import metatextgrad.experiments.cli.Study;
import metatextgrad.experiments.cli.StudyOptions;
import metatextgrad.experiments.path.AcceptedProgram;
import metatextgrad.experiments.path.SearchPath;
import metatextgrad.model.Program;
import metatextgrad.model.event.RunState;
import metatextgrad.model.project.MetaSettings.SearchMode;
import metatextgrad.model.project.Project;
import org.junit.jupiter.api.Test;

final class PeerStudyTest {
    private static final Study STUDY = StudyOptions.simulated("demo", 20);
    private static final SimulatedModel MODEL = new SimulatedModel("demo", 1);
    private static final Project PROJECT = new Variants(STUDY.project()).only(0);
    private static final Program SEED = PROJECT.seed();
    private static final Program GOOD =
            prompt(
                    "You complete sequences of brackets. Close the most recently opened bracket first."
                            + " Close each bracket only with a bracket of its own kind."
                            + " Go on until no bracket is left open."
                            + " The last line of your reply has the form `Answer: ` and then the answer.");

    private final List<String> progress = new ArrayList<>();

    @Test
    void shouldTakeTheBestProgramAcceptedByACall() {
        SearchPath path =
                new SearchPath(
                        "gepa",
                        "",
                        1,
                        300,
                        List.of(
                                new AcceptedProgram(100, null, SEED, -1),
                                new AcceptedProgram(200, .6, GOOD, 0),
                                new AcceptedProgram(250, .6, prompt("Equal."), 1),
                                new AcceptedProgram(260, .5, prompt("Worse."), 1)));
        assertThat(path.best(50).program()).isEqualTo(SEED);
        assertThat(path.best(199).program()).isEqualTo(SEED);
        assertThat(path.best(200).program()).isEqualTo(GOOD);
        assertThat(path.best(300).program()).isEqualTo(GOOD);
    }

    @Test
    void shouldChooseTheSettingOfGepaBySeedsThatNoRowHas() throws Exception {
        List<PeerJob> asked = new ArrayList<>();
        PeerComparison comparison =
                study().with(
                                jobs -> {
                                    asked.addAll(jobs);
                                    return jobs.stream().map(PeerStudyTest::found).toList();
                                },
                                2);
        assertThat(asked.subList(0, 48)).allMatch(job -> job.seed() > 1_000);
        assertThat(asked.subList(0, 48))
                .extracting(PeerJob::setting)
                .containsOnly(
                        "default-3",
                        "default-5",
                        "pxn-3",
                        "pxn-5",
                        "equal-3",
                        "equal-5",
                        "greedy-3",
                        "greedy-5");
        assertThat(asked.subList(48, asked.size()))
                .hasToString(
                        "[PeerJob[peer=gepa, setting=equal-5, seed=1], PeerJob[peer=gepa, setting=equal-5, seed=2],"
                                + " PeerJob[peer=textgrad, setting=, seed=1], PeerJob[peer=textgrad, setting=, seed=2],"
                                + " PeerJob[peer=mipro, setting=, seed=1], PeerJob[peer=mipro, setting=, seed=2]]");
        assertThat(comparison.settings()).hasSize(8).containsEntry("equal-5", .75);
        assertThat(comparison.rows())
                .extracting(PeerComparison.Row::method)
                .containsExactly("metatextgrad", "gepa", "textgrad", "mipro");
        assertThat(comparison.rows().get(1).test(80)).isEqualTo(comparison.ours().test(80));
        assertThat(comparison.rows().get(1).test(400).estimate()).isGreaterThan(.6);
        assertThat(progress).contains("the setting of gepa is equal-5");
    }

    @Test
    void shouldMeasureOnlyOurSearchWithoutPeers() throws Exception {
        PeerComparison comparison = study().alone(1);
        assertThat(comparison.rows()).hasSize(1);
        assertThat(comparison.calls()).contains(40L, 200L, 400L).isSorted();
        assertThat(comparison.callsToReach(comparison.ours().test(0).estimate())).hasValue(0);
        assertThat(comparison.callsToReach(1.1)).isEmpty();
    }

    /** Only programs that were validated to the end, and the parents they were rewritten from. */
    @Test
    void shouldCollectTheProgramsThatARaceValidates() {
        Project race =
                STUDY.project()
                        .withMeta(STUDY.project().meta().withRounds(1, 0).in(SearchMode.RACE));
        RunTrace trace =
                new LocalExperimentEnvironment(MODEL, STUDY.tasks())
                        .run(new ExperimentRequests(STUDY.tasks(), 1).run("race", race, 4));
        SearchPath path = trace.path("race", 4);
        RunState state = trace.state();

        assertThat(path.programs().getFirst().program()).isEqualTo(SEED);
        assertThat(path.programs()).hasSizeGreaterThan(2);
        assertThat(path.programs()).extracting(AcceptedProgram::calls).isSorted();
        assertThat(path.calls()).isLessThanOrEqualTo(trace.search().total());
        assertThat(path.programs())
                .extracting(AcceptedProgram::program)
                .contains(state.lines().get(state.best()).program());
        for (int i = 1; i < path.programs().size(); i++)
            assertThat(path.programs().get(i).parent()).isBetween(0, i - 1);
        assertThat(trace.curve().getLast().validation())
                .isEqualTo(score(path.best(Long.MAX_VALUE)));
        assertThat(trace.curve().getLast().requests())
                .isBetween(trace.search().total() - 10, trace.search().total());
        assertThat(path.programs())
                .extracting(AcceptedProgram::parent)
                .anyMatch(place -> place > 0);
    }

    /** The path of a run ends on the program that the run reports, and counts the search alone. */
    @Test
    void shouldCollectTheProgramsThatARunAccepts() {
        LocalExperimentEnvironment environment =
                new LocalExperimentEnvironment(MODEL, STUDY.tasks());
        Project paper = PROJECT.withMeta(PROJECT.meta().in(SearchMode.PAPER));
        RunTrace trace =
                environment.run(
                        new ExperimentRequests(STUDY.tasks(), 1).run("metatextgrad", paper, 2));
        SearchPath path = trace.path("metatextgrad", 2);
        RunState state = trace.state();

        assertThat(path.programs().getFirst().program()).isEqualTo(SEED);
        assertThat(path.programs().getFirst().calls()).isEqualTo(100);
        assertThat(path.best(Long.MAX_VALUE).program())
                .isEqualTo(state.lines().get(state.best()).program());
        assertThat(path.calls()).isBetween(trace.search().total() * 8 / 10, trace.search().total());
        assertThat(path.programs()).extracting(AcceptedProgram::calls).isSorted();
        for (AcceptedProgram one : path.programs().subList(1, path.programs().size())) {
            AcceptedProgram parent = path.programs().get(one.parent());
            assertThat(score(one)).isGreaterThan(score(parent));
        }
    }

    private PeerStudy study() {
        return new PeerStudy(
                PROJECT,
                STUDY.tasks(),
                List.of(200L, 400L),
                2,
                () -> new LocalExperimentEnvironment(MODEL, STUDY.tasks()),
                progress::add);
    }

    private static SearchPath found(PeerJob job) {
        double validation = job.setting().equals("equal-5") ? .75 : .5;
        return new SearchPath(
                job.peer(),
                job.setting(),
                job.seed(),
                400,
                List.of(
                        new AcceptedProgram(100, .4, SEED, -1),
                        new AcceptedProgram(150, validation, GOOD, 0)));
    }

    private static double score(AcceptedProgram program) {
        Double validation = program.validation();
        return validation == null ? -1 : validation;
    }

    private static Program prompt(String text) {
        return SEED.withPrompts(Map.of(SEED.trainable().getFirst().id(), text));
    }
}
