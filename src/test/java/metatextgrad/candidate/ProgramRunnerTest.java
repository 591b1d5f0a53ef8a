package metatextgrad.candidate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.llm.Message;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Usage;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.Variable;
import org.junit.jupiter.api.Test;

final class ProgramRunnerTest {
    private static final Node PLAN = call("plan", List.of(Node.TASK), false);

    private final List<String> calls = new ArrayList<>();

    private static Node call(String id, List<String> inputs, boolean each) {
        return new Node.LlmCall(
                id, new Variable(id + " prompt", "the prompt", true), inputs, null, each);
    }

    private Reply answer(NextNode.Call call) {
        calls.add(call.node());
        return new Reply.Answered("<" + call.node() + call.part() + ">", Usage.NONE, "m");
    }

    private ProgramRunner.Result run(String output, Node... nodes) {
        return ProgramRunner.run(new Program(List.of(nodes), output), "a b c", this::answer);
    }

    @Test
    void shouldLeaveTheLastCallToTheCaller() {
        assertThat(run("answer", PLAN, call("answer", List.of("plan"), false)))
                .isEqualTo(
                        new ProgramRunner.Result.LastCall(
                                List.of(Message.system("answer prompt"), Message.user("<plan0>"))));
        assertThat(calls).containsExactly("plan");
    }

    @Test
    void shouldAnswerFromNodesAfterTheLastCall() {
        assertThat(run("answer", PLAN, new Node.Extract("answer", "plan", "<(.*)>")))
                .isEqualTo(new ProgramRunner.Result.Answer("plan0"));
    }

    @Test
    void shouldMakeAllCallsOfPartsItself() {
        Node split = new Node.SplitText("words", Node.TASK, " ", 9);

        assertThat(run("answer", split, call("answer", List.of("words"), true)))
                .isEqualTo(new ProgramRunner.Result.Answer("<answer0>\n<answer1>\n<answer2>"));
    }

    @Test
    void shouldFailWithoutAnAnswer() {
        Program program =
                new Program(List.of(PLAN, call("answer", List.of("plan"), false)), "answer");

        assertThat(ProgramRunner.run(program, "a", call -> new Reply.TimedOut("after 60 s")))
                .isEqualTo(new ProgramRunner.Result.Failed("plan", "no answer of the model"));
    }

    @Test
    void shouldFailBeyondTheLargestNumberOfCalls() {
        Node split = new Node.SplitText("words", Node.TASK, " ", 99);
        Program program =
                new Program(List.of(split, call("answer", List.of("words"), true)), "answer");

        assertThat(ProgramRunner.run(program, "a ".repeat(50), this::answer))
                .isEqualTo(new ProgramRunner.Result.Failed("answer", "more than 32 calls"));
        assertThat(calls).hasSize(ProgramRunner.MAX_CALLS);
    }
}
