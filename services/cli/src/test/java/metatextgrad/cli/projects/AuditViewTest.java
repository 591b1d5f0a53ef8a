package metatextgrad.cli.projects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import metatextgrad.cli.projects.AuditView.Drawn;
import metatextgrad.cli.text.ViewJson;
import org.junit.jupiter.api.Test;

/** A user sees which tasks an audit drew, and why. */
final class AuditViewTest {
    @Test
    void shouldStateTheSampleAfterAChangeOfTheMix() {
        AuditView view =
                new AuditView("p", 0, "audit after window 7", List.of(new Drawn("t1", "question")));
        assertThat(view.text())
                .startsWith(
                        "audit of project p: 0.00 % of the tasks without a right answer; 1 wait for a label",
                        "audit after window 7")
                .anyMatch(line -> line.contains("question"));
        assertThat(view.next()).containsExactly("mtg tasks label p TASK --target TEXT");
    }

    @Test
    void shouldStateNoSampleWithoutAChange() {
        assertThat(new AuditView("p", .01, "", List.of()).text())
                .containsExactly(
                        "audit of project p: 1.00 % of the tasks without a right answer; 0 wait for a label",
                        "no task waits");
    }

    @Test
    void shouldPrintALineForEachTaskAndTheWholeInputAsJson() {
        String input = "first line\nsecond\u001b[31m " + "word ".repeat(30) + "last";
        AuditView view = new AuditView("p", .01, "", List.of(new Drawn("t1", input)));

        assertThat(view.text())
                .containsExactly(
                        "audit of project p: 1.00 % of the tasks without a right answer; 1 wait for a label",
                        "task  input",
                        "t1    first line second [31m word word word word word word (...) word word word word word word word word word last");
        assertThat(ViewJson.parse(ViewJson.write(view)).at("/tasks/0/input").asText())
                .isEqualTo(input);
    }
}
