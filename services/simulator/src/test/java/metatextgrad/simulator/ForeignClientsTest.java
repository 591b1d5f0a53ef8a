package metatextgrad.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import metatextgrad.simulator.question.TaskFamily;
import metatextgrad.simulator.role.Role;
import metatextgrad.simulator.role.Simulator;
import metatextgrad.simulator.skill.Skill;
import metatextgrad.simulator.skill.SkillReader;
import metatextgrad.simulator.world.Worlds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests of other optimizers, in the form in which these send them, can bring a gain. */
final class ForeignClientsTest {
    private static final String PROMPT = "You complete bracket sequences. End with `Answer: ...`";
    private static final String ITEM = "Complete the rest. Input: ( [ ( [";
    private static final String WRONG = "I looked at it.\nAnswer: ] ) ]";

    private final RoleClient demo = new RoleClient(new Simulator(Worlds.find("demo"), 1));

    /** Reflection of GEPA: one user message, headings of Markdown without a colon. */
    @Test
    void shouldWriteFromFeedbackBelowAHeadingWithoutAColon() {
        String user =
                """
                I gave an assistant these instructions:
                ```
                %s
                ```

                These are examples of inputs, responses and feedback:
                ```
                # Example 1
                ## Inputs
                %s

                ## Generated Outputs
                %s

                ## Feedback
                The sequence is not finished. The prompt should ask to continue until all brackets are closed.

                # Example 2
                ## Inputs
                Input: ( [

                ## Feedback
                A closer does not fit. The prompt should say that each bracket is closed by its own kind.
                ```

                Write a new instruction within ``` blocks."""
                        .formatted(PROMPT, ITEM, WRONG);
        String reply = reply(Role.OPTIMIZER, "", user, 3);
        assertThat(reply).contains("ontinue until all brackets are closed.");
        assertThat(SkillReader.taught(reply)).contains(Skill.COMPLETE, Skill.PAIRS);
        assertThat(reply).doesNotContain("Example 2").doesNotContain("##");
    }

    /** TextGrad: the loss compares two texts without the question; the call before shows it. */
    @ParameterizedTest
    @EnumSource
    void shouldCriticiseThroughALossThatShowsNoQuestion(TaskFamily task) {
        long useful = IntStream.range(0, 200).filter(seed -> teaches(task, seed)).count();
        assertThat(useful).isGreaterThan(80);
    }

    private boolean teaches(TaskFamily task, int seed) {
        String item = Items.of(task, 60, 40).get(seed % 40);
        String target = Items.read(item).target();
        String answer = "Work.\nAnswer: " + target + " " + target;
        String loss =
                """
                You will give feedback to a variable. Here is an evaluation of the variable using a string-based function:

                Function purpose: equality

                <INPUTS_TO_FUNCTION> **Prediction(role: answer)**: %s

                **Ground truth answer(role: truth)**: %s </INPUTS_TO_FUNCTION>

                <OUTPUT_OF_FUNCTION> 0 </OUTPUT_OF_FUNCTION>

                <OBJECTIVE_FUNCTION>Your goal is to give feedback and criticism to the variable given the above evaluation output. </OBJECTIVE_FUNCTION>

                <VARIABLE> %s </VARIABLE>
                """
                        .formatted(answer, target, answer);
        String first = reply(Role.CRITIC, "You are the gradient engine.", loss, seed);
        String chained =
                """
                You will give feedback to a variable. Here is a conversation with a language model:

                <LM_SYSTEM_PROMPT> Think. </LM_SYSTEM_PROMPT>

                <LM_INPUT> %s </LM_INPUT>

                <LM_OUTPUT> %s </LM_OUTPUT>

                <OBJECTIVE_FUNCTION>Your goal is to give feedback to the variable to address the following feedback on the LM_OUTPUT: %s </OBJECTIVE_FUNCTION>

                <VARIABLE> Think. </VARIABLE>
                """
                        .formatted(item, answer, first);
        String criticism = reply(Role.CRITIC, "You are the gradient engine.", chained, seed);
        String improved = demo.improved("Improve.", "Think.", List.of(criticism), seed);
        return !SkillReader.taught(improved).isEmpty();
    }

    private String reply(Role role, String system, String user, int seed) {
        return RoleClient.content(demo.reply(RoleClient.request(role, system, user, seed)));
    }
}
