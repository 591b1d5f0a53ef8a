package metatextgrad.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.model.Variable;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.Serving;
import org.junit.jupiter.api.Test;

final class ServingJsonTest {
    private static final VersionId FIRST = new VersionId("v1");
    private static final VersionId SECOND = new VersionId("v2");
    private static final VersionId CHAIN = new VersionId("v3");
    private static final VersionId LONGER = new VersionId("v4");
    private static final Map<VersionId, Program> PROGRAMS =
            Map.of(
                    FIRST, program("a"),
                    SECOND, program("b"),
                    CHAIN, program("c", "d"),
                    LONGER, program("e", "f"));

    private static Program program(String... prompts) {
        List<Node> nodes = new ArrayList<>();
        String input = Node.TASK;
        for (String prompt : prompts) {
            String id = "node-" + prompt;
            Variable variable = new Variable(prompt, "the prompt", true);
            nodes.add(new Node.LlmCall(id, variable, List.of(input), null, false));
            input = id;
        }
        return new Program(nodes, input);
    }

    private static String json(VersionId champion, VersionId... earlier) {
        PromptsServed table =
                new PromptsServed(
                        new ProjectId("dyck"),
                        champion,
                        List.of(earlier),
                        new Serving.Alone(),
                        "",
                        "",
                        new Serial(4));
        return ServingJson.of(table, new TreeMap<>(), PROGRAMS::get).json();
    }

    @Test
    void shouldNameTheLastChampionOfOneCall() {
        assertThat(
                        Json.objectTree(json(LONGER, FIRST, SECOND, CHAIN))
                                .at("/fallback/text")
                                .asText())
                .isEqualTo("b");
    }

    @Test
    void shouldNameNoFallbackWithoutNeedOrChoice() {
        assertThat(json(SECOND, FIRST)).doesNotContain("fallback");
        assertThat(json(LONGER, CHAIN)).doesNotContain("fallback");
    }
}
