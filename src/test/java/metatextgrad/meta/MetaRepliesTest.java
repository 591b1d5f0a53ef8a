package metatextgrad.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.ProjectId;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.strategy.Strategies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The valid replies of the meta model, and the one line that each invalid reply gets back. */
final class MetaRepliesTest {
    private static final OptimizerSpec TGD =
            new OptimizerSpec("tgd", List.of(Strategies.plain("tgd")));
    private static final OptimizerSpec ADAS =
            new OptimizerSpec("adas", List.of(Strategies.plain("adas")));
    private static final TaskSubmitted ITEM =
            new TaskSubmitted(
                    new ProjectId("p"),
                    new TaskId("t"),
                    "one two three four five six seven eight nine",
                    "ten",
                    null,
                    null,
                    null);
    private static final TextRules RULES = new TextRules("counting", List.of(ITEM), 8);

    @ParameterizedTest
    @MethodSource("structures")
    void shouldReportTheProblemOfAStructureInOneLine(String reply, String problem) {
        assertThat(composing().read(reply, RunEventSamples.program("seed")))
                .isEqualTo(new ParsedProposal.Invalid(List.of(problem)));
    }

    static List<Object[]> structures() {
        String phase = "{\"strategy\": \"tgd\", \"steps\": 2%s}";
        return List.of(
                row("", "there is no JSON object with a list called `phases`"),
                row(of(), "phases: is empty"),
                row(of(phase.formatted(", \"tools\": []")), "phases[0].tools: unknown key"),
                row(of(phase.formatted(", \"url\": \"http://a.b\"")), "phases[0].url: unknown key"),
                row(
                        of(phase.formatted(", \"taskDescription\": \"ask http://a.b\"")),
                        "an optimizer must not contain a URL (`://`)"),
                row(
                        of(phase.formatted(", \"taskDescription\": \"" + "x".repeat(16385) + "\"")),
                        "phases[0].taskDescription: is longer than 16384"),
                row(
                        of(
                                phase.formatted(
                                        ", \"constraints\": ["
                                                + "\"%s\", ".formatted("y".repeat(4096)).repeat(15)
                                                + "\""
                                                + "y".repeat(4096)
                                                + "\"]")),
                        "the optimizer has 66068 bytes, at most 65536 are allowed"),
                row(
                        of("{\"strategy\": \"tgd\", \"steps\": 0}"),
                        "phases[0].steps: must be at least 1"),
                row(
                        of("{\"strategy\": \"tgd\", \"steps\": 7}"),
                        "the phases have 7 steps in all, at most 6 are allowed"),
                row(
                        of("{\"strategy\": \"momentum\", \"steps\": 2}"),
                        "no strategy is called `momentum`. Known: adas, tgd"),
                row(
                        of(phase.formatted(", \"momentum\": 2")),
                        "a phase of strategy `tgd` shows no past texts: leave its momentum out, or"
                                + " take strategy `momentum`"),
                row(of("{\"strategy\": \"tgd\", \"steps\": 6}"), "it has the same phases as `tgd`"),
                row(
                        of("{\"strategy\": \"tgd\", \"steps\": 5}"),
                        "it has the same phases as one that was tried before"),
                row(
                        of(
                                phase.formatted(
                                        ", \"constraints\": [\"say one two three four five six"
                                                + " seven eight\"]")),
                        "it copies from a question or an answer: `one two three four five six seven"
                                + " eight`; describe the kind of question instead"),
                row(
                        of(phase.formatted(", \"taskDescription\": \"Ты считаешь.\"")),
                        "the description is in Cyrillic letters and the question type in Latin"
                                + " ones: write in the language of the question type"));
    }

    @Test
    void shouldAcceptAValidStructure() {
        assertThat(
                        composing()
                                .read(
                                        of(
                                                "{\"strategy\": \"adas\", \"steps\": 2}",
                                                "{\"strategy\": \"tgd\", \"steps\": 4,"
                                                        + " \"taskDescription\": \"{{x}} $1"
                                                        + " </FEEDBACK>\"}"),
                                        RunEventSamples.program("seed")))
                .isInstanceOf(ParsedProposal.Valid.class);
    }

    @ParameterizedTest
    @MethodSource("descriptions")
    void shouldReportTheProblemOfADescriptionInOneLine(String text, String problem) {
        String reply = "{\"improved_task_description\": \"" + text + "\"}";
        assertThat(MetaPromptOptimizer.read(TGD, 0, reply, RULES))
                .isEqualTo(
                        problem.isEmpty()
                                ? new ParsedProposal.Valid(TGD.withTaskDescription(text))
                                : new ParsedProposal.Invalid(List.of(problem)));
    }

    static List<Object[]> descriptions() {
        return List.of(
                row("You count {things}, {{all}} of $1 </CURRENT_TEXT>.", ""),
                row(
                        "  ",
                        "it has no JSON object with a text in the field improved_task_description"),
                row("See ftp://a.b", "an optimizer must not contain a URL (`://`)"),
                row("z".repeat(70_000), "the optimizer has 70260 bytes, at most 65536 are allowed"),
                row(
                        "As one two three four five six seven eight.",
                        "it copies from a question or an answer: `one two three four five six seven"
                                + " eight`; describe the kind of question instead"),
                row(
                        "数を数える。",
                        "the description is in Han letters and the question type in Latin ones:"
                                + " write in the language of the question type"));
    }

    private static MetaStructureOptimizer composing() {
        OptimizerSpec tried =
                new OptimizerSpec("five", List.of(Strategies.plain("tgd").withSteps(5)));
        return new MetaStructureOptimizer(
                List.of(TGD, ADAS), TGD, List.of(tried.phasesId()), 6, false, RULES);
    }

    private static String of(String... phases) {
        return "{\"name\": \"c\", \"phases\": [%s]}".formatted(String.join(", ", phases));
    }

    private static Object[] row(String reply, String problem) {
        return new Object[] {reply, problem};
    }
}
