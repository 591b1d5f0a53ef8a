package metatextgrad.modelclient;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import metatextgrad.llm.ReplyFormat;
import metatextgrad.model.Aspect;
import metatextgrad.model.Node;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.Program;
import metatextgrad.model.Reduce;
import metatextgrad.model.Text;
import metatextgrad.model.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The schemas describe the records that replies are read into. */
final class ReplySchemasTest {
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TEXT")
    void shouldFollowTheStrictRules(ReplyFormat format) {
        JsonNode field = ReplySchemas.of(format);
        assertThat(field.path("type").asText()).isEqualTo("json_schema");
        assertThat(field.at("/json_schema/strict").asBoolean()).isTrue();
        assertThat(field.at("/json_schema/name").asText()).matches("[a-z]+");
        requireStrict(schema(format));
    }

    @Test
    void shouldHaveTheComponentsOfAProgram() {
        JsonNode program = schema(ReplyFormat.PROGRAM);
        assertThat(properties(program)).isEqualTo(components(Program.class));
        List<JsonNode> nodes = new ArrayList<>();
        program.at("/properties/nodes/items/anyOf").forEach(nodes::add);
        assertThat(nodes.stream().map(node -> node.at("/properties/type/enum/0").asText()))
                .containsExactly("llm", "split", "aggregate", "extract");
        List<Class<?>> types =
                List.of(
                        Node.LlmCall.class,
                        Node.SplitText.class,
                        Node.Aggregate.class,
                        Node.Extract.class);
        for (int i = 0; i < types.size(); i++) {
            Set<String> wanted = components(types.get(i));
            wanted.add("type");
            assertThat(properties(nodes.get(i))).isEqualTo(wanted);
        }
        assertThat(properties(nodes.getFirst().at("/properties/prompt")))
                .isEqualTo(components(Variable.class));
    }

    @Test
    void shouldHaveTheComponentsOfAnOptimizer() {
        JsonNode optimizer = schema(ReplyFormat.OPTIMIZER);
        Set<String> wanted = components(OptimizerSpec.class);
        wanted.add("analysis");
        assertThat(properties(optimizer)).isEqualTo(wanted);
        JsonNode phase = optimizer.at("/properties/phases/items");
        Set<String> ofPhase = components(Phase.class);
        // A composition does not decide on these.
        ofPhase.removeAll(Set.of("tags", "model"));
        assertThat(properties(phase)).isEqualTo(ofPhase);
        assertThat(texts(phase.at("/properties/aspect/enum"))).isEqualTo(names(Aspect.values()));
        assertThat(texts(phase.at("/properties/reduce/enum"))).isEqualTo(names(Reduce.values()));
    }

    /** A model thinks in the order in which it writes. */
    @Test
    void shouldAskForTheAnalysisFirst() {
        for (ReplyFormat format :
                List.of(ReplyFormat.OPTIMIZER, ReplyFormat.DESCRIPTION, ReplyFormat.PATTERNS))
            assertThat(schema(format).path("properties").fieldNames().next()).isEqualTo("analysis");
    }

    private static void requireStrict(JsonNode schema) {
        if (schema.path("type").asText().equals("object")) {
            assertThat(schema.path("additionalProperties").isBoolean()).isTrue();
            assertThat(schema.path("additionalProperties").asBoolean()).isFalse();
            assertThat(texts(schema.path("required"))).isEqualTo(properties(schema));
        }
        for (String keyword : List.of("minLength", "maxLength", "pattern", "default", "oneOf"))
            if (!schema.has("properties")) assertThat(schema.has(keyword)).isFalse();
        schema.path("properties").forEach(ReplySchemasTest::requireStrict);
        schema.path("anyOf").forEach(ReplySchemasTest::requireStrict);
        if (schema.has("items")) requireStrict(schema.get("items"));
    }

    private static JsonNode schema(ReplyFormat format) {
        return ReplySchemas.of(format).at("/json_schema/schema");
    }

    private static Set<String> properties(JsonNode schema) {
        Set<String> names = new TreeSet<>();
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> components(Class<?> type) {
        Set<String> names = new TreeSet<>();
        for (RecordComponent component : type.getRecordComponents()) names.add(component.getName());
        return names;
    }

    private static Set<String> names(Enum<?>[] constants) {
        Set<String> names = new TreeSet<>();
        Stream.of(constants).map(Text::kebab).forEach(names::add);
        return names;
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new TreeSet<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
