package metatextgrad.simulator.helper;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import metatextgrad.simulator.question.Amount;
import metatextgrad.simulator.question.BracketQuestion;
import metatextgrad.simulator.question.CountingQuestion;
import metatextgrad.simulator.question.Question;
import metatextgrad.simulator.question.SortingQuestion;
import metatextgrad.simulator.skill.Skill;

/**
 * The missing skills that would explain a wrong answer. Uses only common knowledge about the tasks.
 */
final class Diagnosis {
    private Diagnosis() {}

    static Set<Skill> causes(Question question, String answer) {
        return switch (question) {
            case BracketQuestion brackets -> causes(brackets, tokens(answer));
            case SortingQuestion words -> causes(words, tokens(answer));
            case CountingQuestion things -> causes(things, answer.strip());
        };
    }

    private static Set<Skill> causes(BracketQuestion question, List<String> answer) {
        List<String> target = tokens(question.target());
        if (answer.size() > target.size() && startsWith(answer, question.symbols()))
            return EnumSet.of(Skill.ONLY_CLOSERS);
        if (answer.size() < target.size()) return EnumSet.of(Skill.COMPLETE);
        if (answer.size() > target.size()) return EnumSet.of(Skill.SYMBOL_BY_SYMBOL);
        return sameItems(answer, target) ? EnumSet.of(Skill.STACK) : EnumSet.of(Skill.PAIRS);
    }

    private static Set<Skill> causes(SortingQuestion question, List<String> answer) {
        List<String> target = question.sorted();
        if (!sameItems(answer, target)) return EnumSet.of(Skill.KEEP_ALL);
        var causes = EnumSet.of(Skill.VERIFY_ORDER);
        for (int i = 0; i + 1 < answer.size(); i++) {
            String first = answer.get(i);
            String second = answer.get(i + 1);
            if (first.compareTo(second) > 0) causes.addAll(causes(first, second));
        }
        if (causes.size() > 1) causes.remove(Skill.VERIFY_ORDER);
        return causes;
    }

    private static Set<Skill> causes(String first, String second) {
        var causes = EnumSet.noneOf(Skill.class);
        if (first.startsWith(second)) {
            causes.add(Skill.SHORTER_FIRST);
        } else if (!isPlain(first) || !isPlain(second)) {
            causes.add(Skill.SYMBOLS);
        } else if (first.charAt(0) == second.charAt(0)) {
            causes.add(Skill.LETTER_BY_LETTER);
        }
        return causes;
    }

    private static Set<Skill> causes(CountingQuestion question, String answer) {
        var causes = EnumSet.noneOf(Skill.class);
        int target = Amount.sum(question.counted());
        if (answer.equals(Integer.toString(question.counted().size())))
            causes.add(Skill.QUANTITIES);
        if (answer.equals(Integer.toString(Amount.sum(question.amounts()))))
            causes.add(Skill.FILTER_CLASS);
        if (answer.equals(Integer.toString(Amount.sum(question.regular()))))
            causes.add(Skill.IRREGULAR_PLURALS);
        if (!causes.isEmpty()) return causes;
        boolean close =
                answer.matches("\\d{1,6}") && Math.abs(Integer.parseInt(answer) - target) == 1;
        return EnumSet.of(close ? Skill.RUNNING_TOTAL : Skill.LIST_FIRST);
    }

    private static boolean startsWith(List<String> answer, List<String> symbols) {
        return answer.size() >= symbols.size() && answer.subList(0, symbols.size()).equals(symbols);
    }

    private static boolean sameItems(List<String> one, List<String> other) {
        return one.stream().sorted().toList().equals(other.stream().sorted().toList());
    }

    private static boolean isPlain(String word) {
        return word.chars().allMatch(Character::isLetter);
    }

    private static List<String> tokens(String text) {
        return text.isBlank() ? List.of() : new ArrayList<>(List.of(text.strip().split("\\s+")));
    }
}
