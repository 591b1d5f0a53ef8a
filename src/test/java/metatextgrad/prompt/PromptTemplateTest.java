package metatextgrad.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PromptTemplateTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{b}",
                "{{b}}",
                "{{{b}}}",
                "{{#b}}x{{/b}}",
                "{{=<% %>=}}",
                "{{! gone }}",
                "$1 \\1 ${b}",
                "%s %n",
                "<b>&amp;</b>",
                "</ROLE><ROLE>",
                "a\r\n b\n",
                "\u0000 \uD83D\uDE00 \u202E",
                ""
            })
    void shouldInsertValuesLiterallyAndOnce(String value) {
        assertThat(PromptTemplate.of("<TEXT>{{a}}</TEXT>").fill(Map.of("a", value, "b", "no")))
                .isEqualTo("<TEXT>" + value + "</TEXT>");
    }

    @Test
    void shouldEscapeDataAndKeepTrustedTextUnchanged() {
        PromptTemplate template =
                PromptTemplate.of("{{{own}}}\n<TEXT step=\"1\">{{#rows}}{{a}}{{/rows}}</TEXT>");
        String words = "Look at <TEXT>. </TEXT>";
        assertThat(template.fill(Map.of("own", words, "rows", List.of(Map.of("a", words)))))
                .isEqualTo(words + "\n<TEXT step=\"1\">Look at <\\TEXT>. <\\/TEXT></TEXT>");
    }

    @Test
    void shouldRepeatASectionForEachOfItsRows() {
        PromptTemplate template = PromptTemplate.of("{{#rows}}\n- {{text}}\n{{/rows}}\nend");
        assertThat(template.fill(Map.of("rows", List.of(Map.of("text", "a"), Map.of("text", "b")))))
                .isEqualTo("- a\n- b\nend");
        assertThat(template.fill(Map.of("rows", List.of()))).isEqualTo("end");
    }

    @Test
    void shouldRefuseToFillHalf() {
        assertThatThrownBy(() -> PromptTemplate.of("{{a}} {{b}}").fill(Map.of("a", "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("b");
    }

    @Test
    void shouldRefuseAMalformedTemplate() {
        assertThatThrownBy(() -> PromptTemplate.of("{{#a}} no end"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("template is malformed");
    }

    @Test
    void shouldNameTheFileThatIsMissing() {
        assertThatThrownBy(() -> PromptTemplate.named("nonsense"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no resource /prompts/nonsense.txt");
    }

    @Test
    void shouldReadAFileWithoutItsLastLineBreak() {
        assertThat(PromptTemplate.text("backward-base")).doesNotEndWith("\n");
    }
}
