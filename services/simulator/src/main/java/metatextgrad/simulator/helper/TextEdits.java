package metatextgrad.simulator.helper;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import metatextgrad.simulator.chance.Dice;
import metatextgrad.simulator.request.TaggedBlock;

/**
 * Writes edits of a text instead of the whole text. An edit quotes a sentence of the text, and adds
 * an instruction behind it or replaces it. A share of the quotes is not exact. Edits that the
 * request shows as refused are not written again.
 */
record TextEdits(HelperNoise.OptimizerNoise noise) {
    private static final List<String> FORM = List.of("insert_after");
    private static final List<String> REFUSED = List.of("refused");

    /** True if the conversation has a form of edits. */
    static boolean areRequestedIn(String conversation) {
        return TaggedBlock.in(conversation).stream().anyMatch(block -> block.hasNameOf(FORM));
    }

    /** One edit for each instruction that the text does not have yet. */
    String of(String current, List<String> advice, String conversation, Dice dice) {
        List<String> quotable =
                Advice.sentences(current).stream()
                        .filter(sentence -> current.split(quoted(sentence), -1).length == 2)
                        .toList();
        if (quotable.isEmpty()) return "";
        List<String> refused =
                TaggedBlock.in(conversation).stream()
                        .filter(block -> block.hasNameOf(REFUSED))
                        .map(TaggedBlock::content)
                        .toList();
        List<String> edits = new ArrayList<>();
        List<String> known = new ArrayList<>(Advice.sentences(current));
        for (String instruction : advice) {
            int before = known.size();
            Optimizer.add(instruction, known, dice);
            if (known.size() == before) continue;
            String text = known.getLast();
            String words = instruction.substring(1);
            if (refused.stream().anyMatch(edit -> edit.contains(words))) continue;
            edits.add(edit(quotable, text, dice.on("edit").on(instruction)));
        }
        return String.join("\n", edits);
    }

    private String edit(List<String> quotable, String text, Dice dice) {
        boolean replaces = dice.on("drop").chance(noise.drop());
        String sentence = replaces ? dice.on("which").pick(quotable) : quotable.getLast();
        boolean exact = !dice.on("misquote").chance(noise.misquote());
        String anchor = exact ? sentence : "the part about: " + sentence;
        String kind = replaces ? "REPLACE" : "INSERT_AFTER";
        return "<EDIT><%s>%s</%s><TEXT>%s</TEXT></EDIT>".formatted(kind, anchor, kind, text);
    }

    private static String quoted(String sentence) {
        return Pattern.quote(sentence);
    }
}
