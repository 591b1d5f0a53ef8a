package metatextgrad.services.worker.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The scheduler as a table: earlier inputs, the next input, and its effects in order. {@link
 * SchedulerScript} explains the words.
 */
final class RequestSchedulerTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # before                                | input         | effects
                    ''                                      | assign        | ''
                    assign                                  | poll a        | load
                    assign                                  | poll junk     | write offset 0, load
                    assign                                  | idle          | load
                    assign, poll a                          | poll b        | ''
                    assign, poll a                          | ledger        | ''
                    open, assign, poll a                    | ledger        | write start a 1
                    open, assign, poll a, poll a            | ledger        | write offset 1, write start a 1
                    assign, poll a, ledger                  | open          | budgets 0, write start a 1
                    open, assign, poll a, revoke            | ledger        | ''
                    open, assign, poll a, drain             | ledger        | ''
                    open, assign, idle, ledger              | poll a        | write start a 1
                    """)
    void shouldLoadALedgerBeforeTheFirstCall(String before, String input, String effects) {
        assertThat(SchedulerScript.effects(before, input)).isEqualTo(effects);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # before                         | input         | effects
                    run a                            | commit        | commit start a 1 at 0, call a
                    run a, commit                    | poll a        | write offset 1
                    run a, commit                    | poll a2       | ''
                    run a, revoke                    | commit        | commit start a 1 at 0, write start a 0
                    run a, drain                     | commit        | commit start a 1 at 0, write start a 0
                    run a, release                   | commit        | commit
                    run a, commit                    | reply ok      | write answers a OK
                    run a, commit, poll a2           | reply ok      | write answers a OK a2 OK
                    run a, commit, poll a2           | reply invalid | write answers a INVALID
                    run a, commit, reply ok          | commit        | commit answers a OK at 1, answered a OK, charged a
                    run a, commit, reply ok, abort   | commit        | commit answers a OK at 1, answered a OK, charged a
                    run a, commit, reply ok, release | commit        | commit
                    run a, commit, release           | reply ok      | ''
                    run a, commit, reply ok, commit  | poll a2       | read a2
                    run a, commit, reply ok, commit  | poll a        | check a
                    run a, commit, reply ok          | unknown       | load
                    """)
    void shouldCallAfterTheCommitOfItsRowAndAnswerOnce(
            String before, String input, String effects) {
        assertThat(SchedulerScript.effects(before, input)).isEqualTo(effects);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # before                                            | input      | effects
                    run a, commit                                       | reply busy | write start a 0, timer 250 RetryDue
                    run a, commit                                       | reply late | timer 250 RetryDue
                    run a, commit, reply busy                           | timer      | write start a 1
                    run a, commit, reply late                           | timer      | write start a 2
                    run a, commit, reply late, timer, commit            | reply late | write answers a TIMEOUT
                    run a, commit, reply refused, commit, poll b, commit, reply refused, commit | poll c | write start c 1
                    run a, commit, reply refused, commit, poll b, commit, reply refused, commit, poll c, commit, reply refused, commit | poll d | write answers d FAILED
                    run a, commit, reply refused, commit, poll b, commit, reply ok, commit, poll c, commit, reply refused, commit | poll d | write start d 1
                    late twice a                                        | commit     | commit answers a TIMEOUT at 1, answered a TIMEOUT, charged a, in doubt
                    late twice a, commit                                | poll a2    | write answers a2 TIMEOUT
                    late twice a, poll a2                               | commit     | commit answers a TIMEOUT at 1, answered a TIMEOUT, charged a, in doubt, write answers a2 TIMEOUT
                    late twice a, commit                                | poll b     | write start b 1
                    run a, commit, reply late, timer, commit, reply invalid, commit | poll a2 | write start a2 1
                    run a, commit                                       | reply down | write start a 0, status every model: 401, write model * UNUSABLE, timer 5000 ProbeDue
                    run a, commit, reply down                           | poll b     | ''
                    run a, commit, reply down                           | timer      | write start a 1
                    run a, commit, reply down, poll b                   | timer      | write start a 1, write start b 1
                    run a, commit, reply down, timer, commit            | reply down | timer 5000 ProbeDue, write start a 0
                    run a, commit, reply down, timer, commit            | reply ok   | status usable, write model * USABLE, write answers a OK
                    run a, commit, reply down, release                  | timer      | status usable
                    run a, commit                                       | reply full | write start a 0, timer 1000 RateDue, write model small THROTTLED
                    run a, commit, reply full                           | poll b     | ''
                    run a, commit, reply full, poll b                   | timer      | write start a 1, timer 1000 RateDue
                    """)
    void shouldMakeCallsWaitAndContinue(String before, String input, String effects) {
        assertThat(SchedulerScript.effects(before, input)).isEqualTo(effects);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # before                              | input     | effects
                    limit 0, run a                        | idle      | ''
                    limit 0, open, assign, poll a         | ledger    | write park a
                    limit 0, run a                        | commit    | commit park a at 1 blocked
                    limit 0, run a, commit                | poll a    | write offset 1
                    limit 0, run a, commit                | tick      | budgets 1
                    limit 0, run a, commit                | limit 1   | recall a, budgets 1
                    limit 0, run a, commit                | cancel    | recall a, budgets 1
                    limit 0, run a, commit, limit 1       | look up   | write start a 1
                    limit 0, run a, commit, cancel        | look up   | write answers a CANCELLED
                    limit 1, run a, commit                | poll b    | ''
                    limit 1, run a, poll b, commit        | reply ok  | write answers a OK
                    run a, commit, pause                  | poll b    | write park b
                    run a, commit, reply busy, pause      | timer     | timer 1000 PauseCheckDue
                    run a, commit, reply busy             | cancel    | budgets 0
                    run a, commit, reply busy, cancel     | timer     | write answers a CANCELLED
                    run a, commit, reply down             | cancel    | write answers a CANCELLED, budgets 0
                    """)
    void shouldParkRequestsOverABudgetAndEndCancelledOnes(
            String before, String input, String effects) {
        assertThat(SchedulerScript.effects(before, input)).isEqualTo(effects);
    }
}
