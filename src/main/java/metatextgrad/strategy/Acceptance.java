package metatextgrad.strategy;

import metatextgrad.model.project.AcceptanceRule;

/**
 * The rule that decides whether a proposal is kept inside a search (METHOD §4.4). The rule looks at
 * validation scores only. It promises no error level.
 */
public interface Acceptance {
    boolean keeps(double proposed, double incumbent);

    static Acceptance of(AcceptanceRule rule) {
        return switch (rule) {
            case PAPER -> (proposed, incumbent) -> proposed > incumbent;
            case REVERT -> (proposed, incumbent) -> proposed >= incumbent;
        };
    }
}
