package metatextgrad.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.Variable;
import metatextgrad.model.project.TextGuard;
import metatextgrad.strategy.Proposal;
import org.junit.jupiter.api.Test;

final class ProposalCheckTest {
    private static final String PIECE = "Never give medical advice.";
    private static final String PLAN = "Make a plan first.";
    private static final Program PARENT =
            new Program(
                    List.of(
                            call("plan", PLAN, false, Node.TASK),
                            call("solve", "Solve it. " + PIECE, true, "plan")),
                    "solve");
    private static final TextGuard FROZEN = new TextGuard(List.of(PLAN, PIECE), null);

    @Test
    void shouldFindADroppedPieceInTheNodeThatHadIt() {
        ProposalCheck prompts = new ProposalCheck(FROZEN, PARENT, false, List.of());
        assertThat(prompts.of(PARENT)).isEmpty();
        assertThat(prompts.of(solve(PIECE + " Solve it well."))).isEmpty();
        assertThat(prompts.of(solve("Solve it."))).containsOnlyKeys("solve");
        assertThat(prompts.of(solve(PIECE.toUpperCase(Locale.ROOT)))).containsOnlyKeys("solve");
    }

    @Test
    void shouldLetAPieceMoveWithANewStructureOnly() {
        Program moved =
                new Program(
                        List.of(
                                call("plan", PLAN, false, Node.TASK),
                                call("check", "Check it. " + PIECE, true, "plan"),
                                call("solve", "Solve it.", true, "check")),
                        "solve");
        assertThat(new ProposalCheck(FROZEN, PARENT, true, List.of()).of(moved)).isEmpty();
        assertThat(new ProposalCheck(FROZEN, PARENT, false, List.of()).of(moved))
                .containsOnlyKeys("solve");
    }

    @Test
    void shouldKeepFrozenNodesInANewStructure() {
        Program one = new Program(List.of(call("solve", PLAN + PIECE, true, Node.TASK)), "solve");
        Program loose =
                new Program(
                        List.of(
                                call("plan", PLAN, true, Node.TASK),
                                call("solve", PIECE, true, "plan")),
                        "solve");
        ProposalCheck structures = new ProposalCheck(FROZEN, PARENT, true, List.of());
        assertThat(structures.of(one)).containsOnlyKeys("plan");
        assertThat(structures.of(loose)).containsOnlyKeys("plan");
        assertThat(structures.of(one, List.of(new Proposal.Question("program", List.of()))))
                .containsOnlyKeys("program");
    }

    @Test
    void shouldFindWhatCopiesFromTheBatchBesideWhatIsKnown() {
        String task = "Anna of 12 Elm Street wants her red bike back";
        ProposalCheck check =
                new ProposalCheck(
                        new TextGuard(List.of(), List.of()), PARENT, false, List.of(task));
        assertThat(
                        check.of(
                                solve(
                                        "Answer as you would answer people like Anna of 12 Elm Street wants her.")))
                .isEmpty();
        ProposalCheck.Problem problem =
                check.of(
                                solve(
                                        "Answer as you would answer people like Anna of 12 Elm Street wants her red."))
                        .get("solve");
        assertThat(problem).isNotNull();
        assertThat(problem.reason()).doesNotContain("Anna");
        assertThat(problem.hint()).contains("`Anna of 12 Elm Street wants her red`");
        ProposalCheck known =
                new ProposalCheck(
                        new TextGuard(List.of(), List.of(task)), PARENT, false, List.of(task));
        assertThat(known.of(solve(task))).isEmpty();
    }

    private static Program solve(String prompt) {
        return PARENT.withPrompts(Map.of("solve", prompt));
    }

    private static Node call(String id, String prompt, boolean trainable, String input) {
        Variable variable = new Variable(prompt, "the prompt of " + id, trainable);
        return new Node.LlmCall(id, variable, List.of(input), null, false);
    }
}
