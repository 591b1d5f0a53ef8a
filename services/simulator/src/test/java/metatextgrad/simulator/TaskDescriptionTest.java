package metatextgrad.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import metatextgrad.simulator.chat.ChatMessage;
import metatextgrad.simulator.chat.ChatRequest;
import metatextgrad.simulator.request.TaskDescription;
import org.junit.jupiter.api.Test;

final class TaskDescriptionTest {
    @Test
    void shouldReadTheBlockAndNotTheTextAroundIt() {
        assertThat(
                        in(
                                """
                                <TASK_DESCRIPTION>
                                You improve texts.
                                </TASK_DESCRIPTION>

                                You will see <ROLE>: a text about sorting words. Reply with an object.
                                """))
                .isEqualTo("You improve texts.");
    }

    @Test
    void shouldReadTheWholeSystemMessageOfAForeignClient() {
        String system = "You improve texts.\nYou will see <FEEDBACK>: criticism.";
        assertThat(in(system)).isEqualTo(system);
        assertThat(in("")).isEmpty();
    }

    private static String in(String system) {
        ChatMessage user = new ChatMessage("user", "<TASK_DESCRIPTION>no</TASK_DESCRIPTION>");
        return TaskDescription.in(
                new ChatRequest(
                        "sim-optimizer",
                        List.of(new ChatMessage("system", system), user),
                        0,
                        100,
                        List.of()));
    }
}
