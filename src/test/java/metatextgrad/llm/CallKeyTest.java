package metatextgrad.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import metatextgrad.model.ProjectId;
import metatextgrad.model.project.ModelSpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CallKeyTest {
    private static final ModelSpec PLAIN = new ModelSpec("small", .5, 300, 60);

    /** Recorded calls and salts depend on these bytes. */
    @Test
    void shouldKeepTheKeysOfModelsWithoutFurtherParameters() {
        assertThat(key(PLAIN).value()).isEqualTo("lpv2srfkb54yape5uijrowzooa");
        assertThat(
                        CallKey.of(
                                        new ProjectId("demo"),
                                        new ModelSpec("small", 0, 300, 60),
                                        List.of(Message.user("2+2?")),
                                        0,
                                        "")
                                .value())
                .isEqualTo("5onbknirp4dcytgm4ucft7557s");
    }

    @Test
    void shouldTellModelsApartThatMayAnswerDifferently() {
        List<ModelSpec> models =
                List.of(
                        PLAIN,
                        PLAIN.withTemperature(null),
                        spec(.9, null, null, null),
                        spec(null, "low", null, null),
                        spec(null, "high", null, null),
                        spec(null, null, "{\"k\":1}", null),
                        spec(null, null, null, "http://a/v1"),
                        spec(null, null, null, "http://b/v1"));
        TreeSet<String> keys = new TreeSet<>();
        models.forEach(model -> keys.add(key(model).value()));
        assertThat(keys).hasSize(models.size());
    }

    /** The key of a server does not change its answers. */
    @Test
    void shouldShareCallsWithAnotherKeyOfTheServer() {
        ModelSpec first = spec(null, null, null, "http://a/v1");
        ModelSpec second =
                new ModelSpec("small", .5, 300, 60, null, null, null, "http://a/v1", "OTHER_KEY");
        assertThat(key(first)).isEqualTo(key(second));
    }

    private static ModelSpec spec(
            @Nullable Double topP,
            @Nullable String effort,
            @Nullable String extra,
            @Nullable String url) {
        return new ModelSpec(
                "small", .5, 300, 60, topP, effort, extra, url, url == null ? null : "KEY");
    }

    private static CallKey key(ModelSpec model) {
        List<Message> messages = List.of(Message.system("be brief"), Message.user("2+2?"));
        return CallKey.of(new ProjectId("demo"), model, messages, 7, "salt");
    }
}
