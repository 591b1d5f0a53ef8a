package metatextgrad.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.Score;
import metatextgrad.model.Split;
import metatextgrad.model.project.Project;
import metatextgrad.preflight.PreflightPlan.Part;
import org.junit.jupiter.api.Test;

/** What the answers of a preflight show. */
final class PreflightReportTest {
    private static final Project PROJECT = PreflightCases.project("large");
    private static final PreflightPlan PLAN = plan(PROJECT);

    @Test
    void shouldReportHeadroomUnreadableAnswersAndTheCritic() {
        PreflightReport report =
                report(PROJECT, answers("RRRWWWWWWWUW", "RRWWWWWWWWUR", "RRRRWWWW"));

        assertThat(report.lines())
                .containsExactly(
                        "headroom: `small` answers 3 of 12 right at temperature 0, and 3 of 12 at temperature 1; answers differ in 2 of 12 rows",
                        "unreadable: 2 of 24 answers",
                        "critic `large` answers 4 of 8 right with the same prompt, and `small` 3 of 8: no weaker");
        assertThat(report.stop()).isEmpty();
    }

    @Test
    void shouldStopIfEveryAnswerIsRightTwice() {
        String right = "R".repeat(12);

        assertThat(report(PROJECT, answers(right, right, "RRRRRRRR")).stop())
                .isEqualTo("the seed program answers all 12 sampled training rows right, twice");
        assertThat(report(PROJECT, answers(right, "RRRRRRRRRRRW", "RRRRRRRR")).stop()).isEmpty();
        assertThat(report(PROJECT, answers("RRRRRRRRRRRW", right, "RRRRRRRR")).stop()).isEmpty();
        // A row without a score may have been wrong.
        assertThat(report(PROJECT, answers("RRRRRRRRRRR-", right, "RRRRRRRR")).stop()).isEmpty();
    }

    @Test
    void shouldWarnOfACriticThatIsWeakerByTwoRows() {
        assertThat(report(PROJECT, answers("RRRWWWWWWWWW", "W".repeat(12), "RWWWWWWW")).lines())
                .contains(
                        "warning: critic `large` answers 1 of 8 right with the same prompt, and `small` 3 of 8: the critic is weaker than the task model; name a stronger model under `backward`");
        assertThat(report(PROJECT, answers("RRRWWWWWWWWW", "W".repeat(12), "RRWWWWWW")).lines())
                .last()
                .asString()
                .endsWith("no weaker");
    }

    @Test
    void shouldCompareTheCriticOnRowsThatBothAnswered() {
        assertThat(report(PROJECT, answers("RRRRWWWWWWWW", "W".repeat(12), "--RRWWWW")).lines())
                .last()
                .isEqualTo(
                        "critic `large` answers 2 of 6 right with the same prompt, and `small` 2 of 6: no weaker");
        assertThat(report(PROJECT, answers("RRRRWWWWWWWW", "W".repeat(12), "--------")).lines())
                .last()
                .isEqualTo("critic: not measured: `large` returned no answer");
        Project same = PreflightCases.project("small");
        assertThat(PreflightReport.of(same.loop(), plan(same), answers("RW", "WR", "")).lines())
                .last()
                .isEqualTo("critic: `small`, which is the task model");
    }

    @Test
    void shouldReportWhyNothingWasMeasured() {
        assertThat(report(PROJECT, answers("----", "----", "")).lines())
                .containsExactly("headroom: not measured: no call returned an answer");
        PreflightPlan skipped = PreflightPlan.of(PROJECT, List.of());
        assertThat(PreflightReport.of(PROJECT.loop(), skipped, List.of()).lines())
                .containsExactly(
                        "headroom: not measured: fewer than 4 training rows have a right answer");
    }

    private static PreflightPlan plan(Project project) {
        return PreflightPlan.of(project, PreflightCases.tasks(Split.TRAIN, 20, i -> "yes"));
    }

    private static PreflightReport report(Project project, List<PreflightAnswer> answers) {
        return PreflightReport.of(project.loop(), PLAN, answers);
    }

    /** One letter a row: right, wrong, unreadable, or no answer. */
    private static List<PreflightAnswer> answers(String cold, String warm, String critic) {
        List<PreflightAnswer> answers = new ArrayList<>();
        add(answers, Part.COLD, cold);
        add(answers, Part.WARM, warm);
        add(answers, Part.CRITIC, critic);
        return answers;
    }

    private static void add(List<PreflightAnswer> answers, Part part, String letters) {
        for (int row = 0; row < letters.length(); row++) {
            char letter = letters.charAt(row);
            Score score =
                    switch (letter) {
                        case 'R' -> Score.CORRECT;
                        case 'W' -> Score.WRONG;
                        case 'U' -> Score.UNPARSEABLE;
                        default -> Score.INFRASTRUCTURE;
                    };
            answers.add(new PreflightAnswer(part, row, score, String.valueOf(letter), "no server"));
        }
    }
}
