package metatextgrad.candidate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.Variable;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SpecRulesTest {
    private static final Node CUT = new Node.SplitText("cut", Node.TASK, ";", 4);
    private static final Node EACH = call("each", List.of("cut"), null, true);
    private static final Node JOIN = new Node.Aggregate("join", List.of("each"), "\n");
    private static final Node ANSWER =
            call(
                    "answer",
                    List.of(Node.TASK, "join"),
                    "{{task}} and {{join}} {not a place}",
                    false);
    private static final Node LAST = new Node.Extract("last", "answer", "Answer: (.*)");

    @Test
    void shouldAcceptAProgramOfEveryKindOfNode() {
        assertThat(check("last", CUT, EACH, JOIN, ANSWER, LAST)).isEmpty();
    }

    @Test
    void shouldWantDistinctPlainIds() {
        assertThat(check("a", call("a", List.of(Node.TASK)), call("a", List.of(Node.TASK))))
                .contains("duplicate node id `a`");
        assertThat(check("task", call("task", List.of(Node.TASK))))
                .contains("node id `task` is reserved for the task's input");
        assertThat(check("this", call("this", List.of(Node.TASK))))
                .containsExactly(
                        "node id `this` is reserved: in a template it shows all inputs at once");
        assertThat(check("a.b", call("a.b", List.of(Node.TASK))))
                .containsExactly("node id `a.b` must be a letter, then letters, digits, _ or -");
        assertThat(check("a")).startsWith("the program has no node");
    }

    @Test
    void shouldRequireKnownInputs() {
        assertThat(check("b", call("answer", List.of(Node.TASK)), call("b", List.of("anwser"))))
                .startsWith("node `b` has the unknown input `anwser`. Did you mean `answer`?");
        assertThat(check("a", call("a", List.of()))).containsExactly("node `a` has no input");
        assertThat(check("a", call("a", List.of(Node.TASK, Node.TASK))))
                .containsExactly("node `a` lists the same input twice");
    }

    @Test
    void shouldNameTheCycle() {
        assertThat(
                        check(
                                "c",
                                call("start", List.of(Node.TASK)),
                                call("a", List.of("start", "c")),
                                call("b", List.of("a")),
                                call("c", List.of("b"))))
                .containsExactly("the nodes form a cycle: a -> b -> c -> a");
        assertThat(check("a", call("a", List.of("a"))))
                .containsExactly("the nodes form a cycle: a -> a");
    }

    @Test
    void shouldWantOneOutputThatExists() {
        assertThat(check("solved", call("solve", List.of(Node.TASK))))
                .containsExactly(
                        "the output `solved` is not a node. Did you mean `solve`?",
                        "the output of node `solve` is not used by any node");
    }

    @Test
    void shouldRequireTemplatesToShowExactlyTheInputs() {
        assertThat(check("a", call("a", List.of(Node.TASK), "{{tsak}}", false)))
                .containsExactly(
                        "the template of node `a` shows `{{tsak}}`, which is none of its inputs."
                                + " Did you mean `task`? It can show `{{task}}`.",
                        "the template of node `a` never shows `task`: write `{{task}}` where it"
                                + " goes");
        assertThat(check("a", call("a", List.of(Node.TASK), "Sort {words}.", false)))
                .containsExactly(
                        "the template of node `a` never shows `task`: write `{{task}}` where it"
                                + " goes, not `{words}`");
        for (String place : List.of("{{task.length}}", "{{>file}}", "{{#task}}", "{{{task}}}")) {
            assertThat(check("a", call("a", List.of(Node.TASK), place + "{{task}}", false)))
                    .as(place)
                    .isNotEmpty();
        }
        assertThat(check("a", call("a", List.of(Node.TASK), "{{task}} {{", false))).isEmpty();
    }

    @Test
    void shouldRunOncePerPartOnlyOverASplit() {
        assertThat(check("a", call("a", List.of(Node.TASK), null, true)))
                .containsExactly("node `a` runs once per part, so its first input must be a split");
    }

    @Test
    void shouldBoundNodesPartsAndText() {
        Node[] chain =
                IntStream.range(0, 9)
                        .mapToObj(i -> call("n" + i, List.of(i == 0 ? Node.TASK : "n" + (i - 1))))
                        .toArray(Node[]::new);
        assertThat(check("n8", chain))
                .containsExactly("the program has 9 nodes, at most 8 are allowed");
        assertThat(check("cut", new Node.SplitText("cut", Node.TASK, ";", 17)))
                .containsExactly("node `cut` splits into up to 17 parts; the maximum is 16");
        assertThat(
                        check(
                                "a",
                                call(
                                        "a",
                                        List.of(Node.TASK),
                                        "{{task}}" + "é".repeat(40_000),
                                        false)))
                .hasSize(1)
                .first()
                .asString()
                .endsWith("bytes of text, at most 65536 are allowed");
    }

    @Test
    void shouldRefuseMalformedPatternsAndAddresses() {
        assertThat(check("x", new Node.Extract("x", Node.TASK, "(")))
                .containsExactly(
                        "the pattern of node `x` is malformed or no pattern of RE2: missing closing ) at `(`");
        assertThat(check("x", new Node.Extract("x", Node.TASK, "(a)\\1")))
                .first()
                .asString()
                .startsWith("the pattern of node `x` is malformed or no pattern of RE2");
        assertThat(check("x", new Node.Extract("x", Node.TASK, "http://host/(.*)")))
                .containsExactly("node `x` must not contain a URL (`://`)");
    }

    @Test
    void shouldReportAllErrorsInTheOrderOfTheChecks() {
        assertThat(check("out", call("1", List.of("nothing")), new Node.Extract("x", "1", "[")))
                .extracting(error -> error.substring(0, 12))
                .containsExactly(
                        "node id `1` ",
                        "node `1` has",
                        "the output `",
                        "the output o",
                        "the pattern ");
    }

    @Test
    void shouldPutNodesAfterTheirInputs() {
        Program program = new Program(List.of(LAST, ANSWER, JOIN, EACH, CUT), "last");
        assertThat(SpecRules.ordered(program).nodes())
                .containsExactly(CUT, EACH, JOIN, ANSWER, LAST);
        assertThatThrownBy(
                        () -> SpecRules.ordered(new Program(List.of(call("a", List.of("a"))), "a")))
                .hasMessage("the nodes form a cycle: a -> a");
    }

    @Property(tries = 100)
    void shouldSortAnyOrderAndKeepASortedOne(@ForAll long seed) {
        List<Node> nodes = new ArrayList<>(List.of(CUT, EACH, JOIN, ANSWER, LAST));
        Collections.shuffle(nodes, new Random(seed));
        Program ordered = SpecRules.ordered(new Program(nodes, "last"));
        assertThat(SpecRules.check(ordered)).isEmpty();
        assertThat(ordered.nodes()).containsExactly(CUT, EACH, JOIN, ANSWER, LAST);
        assertThat(SpecRules.ordered(ordered)).isEqualTo(ordered);
    }

    private static List<String> check(String output, Node... nodes) {
        return SpecRules.check(new Program(List.of(nodes), output));
    }

    private static Node call(String id, List<String> inputs) {
        return call(id, inputs, null, false);
    }

    private static Node call(
            String id, List<String> inputs, @Nullable String template, boolean each) {
        return new Node.LlmCall(
                id, new Variable("Solve it.", "prompt", true), inputs, template, each);
    }
}
