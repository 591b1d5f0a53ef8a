package metatextgrad.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import metatextgrad.json.Resources;
import metatextgrad.llm.Message;
import metatextgrad.meta.StructureHistory.PhaseGain;
import metatextgrad.model.Cost;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.RunId;
import metatextgrad.model.Serial;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.event.OptimizerVersion.WindowEvidence;
import metatextgrad.race.Race;
import org.junit.jupiter.api.Test;

/** The whole text of the requests to the meta model. */
final class MetaRequestsTest {
    private static final Race RACE = RaceSamples.race();
    private static final TextRules RULES =
            new TextRules("Counting things.", List.of(RaceSamples.MISSED.task()), 8);

    @Test
    void shouldShowNoHistoryInThePapersSearch() {
        assertShown(
                "meta-prompt",
                MetaPromptOptimizer.request(
                        RaceSamples.TGD, 0, "Counting things.", RunEventSamples.DRAWN, ""));
        assertShown("meta-structure", composing(false).request(List.of(), Optional.empty()));
    }

    @Test
    void shouldShowTriedDescriptionsWithTheirRewritesInARace() {
        assertShown(
                "meta-prompt-race",
                MetaPromptOptimizer.request(
                        RaceSamples.THINKING,
                        0,
                        "Counting things.",
                        RunEventSamples.DRAWN,
                        "",
                        RaceHistory.of(RACE, 0, 0, List.of(), RULES)));
    }

    /** A chain of runs also shows what windows of traffic have compared, but only of its kind. */
    @Test
    void shouldShowWhatEarlierWindowsCompared() {
        List<OptimizerVersion> past =
                List.of(
                        compared(RaceSamples.TGD.withTaskDescription("Name each step."), .043, 9),
                        compared(RaceSamples.TGD.withTaskDescription("Be brief."), -.02, 3),
                        compared(RaceSamples.ADAS, .5, 8));
        String request =
                MetaPromptOptimizer.request(
                                RaceSamples.THINKING,
                                0,
                                "Counting things.",
                                RunEventSamples.DRAWN,
                                "",
                                RaceHistory.of(RACE, 0, 0, past, RULES))
                        .getFirst()
                        .content();
        assertThat(request)
                .contains(
                        """
                        on the same questions:
                        Gain: -0.020 (3 comparisons)
                        <TASK_DESCRIPTION>
                        Be brief.
                        </TASK_DESCRIPTION>
                        Gain: +0.043 (9 comparisons)
                        <TASK_DESCRIPTION>
                        Name each step.
                        </TASK_DESCRIPTION>

                        Questions that""")
                .doesNotContain("+0.500");
    }

    private static OptimizerVersion compared(OptimizerSpec spec, double difference, int windows) {
        return new OptimizerVersion(
                        RunEventSamples.PROJECT,
                        new RunId("run"),
                        new TrialId("trial"),
                        spec,
                        List.of(),
                        null,
                        null,
                        0,
                        null,
                        Verdict.LUCKY,
                        new Serial(1),
                        Cost.NONE,
                        false,
                        null,
                        null)
                .contested(new WindowEvidence(windows, difference, 1), Verdict.REJECTED);
    }

    @Test
    void shouldShowWhatEachPhaseBroughtInARace() {
        assertShown(
                "meta-structure-race",
                composing(true)
                        .request(
                                List.of(),
                                Optional.empty(),
                                Optional.of(StructureHistory.of(RACE, 2))));
    }

    /** Of two descriptions of one optimizer, only the better one is among the references. */
    @Test
    void shouldOrderOptimizersByTheirGain() {
        assertThat(StructureHistory.of(RACE, 2).tried())
                .extracting(StructureHistory.Tried::name)
                .containsExactly("adas", "tgd", "both");
        assertThat(StructureHistory.of(RACE, 2).tried().getLast().phases())
                .containsExactly(
                        new PhaseGain("adas", 1, .25),
                        new PhaseGain("tgd", 2, .3125),
                        new PhaseGain("tgd", 0, 0));
    }

    private static MetaStructureOptimizer composing(boolean race) {
        return new MetaStructureOptimizer(
                List.of(RaceSamples.THINKING, RaceSamples.ADAS),
                RaceSamples.BOTH,
                List.of(),
                6,
                race,
                RULES);
    }

    private static void assertShown(String file, List<Message> request) {
        assertThat(request).hasSize(1);
        assertThat(request.getFirst().content().stripTrailing())
                .isEqualTo(Resources.text("/requests/" + file + ".txt").stripTrailing());
    }
}
