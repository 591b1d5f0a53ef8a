package metatextgrad.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScriptTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sort the words.               | Latin",
                "Sortiere die Wörter, bitte.   | Latin",
                "Отсортируй слова.             | Cyrillic",
                "Слово `list` по-русски важно  | Cyrillic",
                "単語をアルファベット順に並べる      | Han",
                "把单词按字母顺序排列               | Han",
                "단어를 알파벳순으로               | Hangul",
                "12 + 3 = ( [ {                | ",
                "''                            | ",
            })
    void shouldFindTheScriptOfMostLetters(String text, String script) {
        assertThat(Script.of(text)).isEqualTo(Optional.ofNullable(script));
    }
}
