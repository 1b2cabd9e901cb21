// Runs a rule beside the page, so that one that never ends cannot freeze it.
// The page calls loadInWorker; the worker is this very file.

/**
 * Loads a rule as load does, in a worker of its own, and answers the same four
 * questions. One that is not answered within `milliseconds` ends the worker;
 * the next question starts another.
 */
export async function loadInWorker(source, milliseconds = 1000) {
  const rule = new Distant(source, milliseconds);
  await rule.call(undefined);
  return rule;
}

// Compiling takes longer than answering, and Go rules take longest.
const startMilliseconds = 30_000;

class Distant {
  #source;
  #milliseconds;
  #worker;
  #turn = Promise.resolve();

  constructor(source, milliseconds) {
    this.#source = source;
    this.#milliseconds = milliseconds;
  }

  segment = (question) => this.call("segment", question);
  loyalty = (question) => this.call("loyalty", question);
  afterHours = (question) => this.call("afterHours", question);
  followUp = (question) => this.call("followUp", question);

  /** Ends the worker; the rule can be asked again all the same. */
  close() {
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  /** One question at a time: the clock of the next starts when the last has ended. */
  call(method, question) {
    const answer = this.#turn.then(async () => {
      if (!this.#worker) await this.#start();
      return method && this.#send({ method, question }, this.#milliseconds);
    });
    this.#turn = answer.catch(() => {});
    return answer;
  }

  #start() {
    this.#worker = new Worker(import.meta.url, { type: "module", name: "raja-rule" });
    return this.#send({ source: this.#source }, startMilliseconds).catch((error) => {
      this.close();
      throw error;
    });
  }

  #send(message, milliseconds) {
    const { promise, resolve, reject } = pending();
    const clock = setTimeout(() => {
      this.close();
      reject(new Error(`the rule did not answer within ${milliseconds} ms and was stopped`));
    }, milliseconds);
    this.#worker.onmessage = ({ data }) =>
      data.error ? reject(new Error(data.error)) : resolve(data.answer);
    this.#worker.onerror = ({ message }) => reject(new Error(`the worker does not start: ${message}`));
    this.#worker.postMessage(message);
    return promise.finally(() => clearTimeout(clock));
  }
}

function pending() {
  const handles = {};
  handles.promise = new Promise((resolve, reject) => Object.assign(handles, { resolve, reject }));
  return handles;
}

/** What the worker does with a message. It listens at once: no message may come before it does. */
function serve() {
  const host = import("./host.js");
  let rule;
  globalThis.onmessage = async ({ data: { source, method, question } }) => {
    try {
      if (source) rule = await (await host).load(source);
      postMessage({ answer: method && (await rule[method](question)) });
    } catch (error) {
      postMessage({ error: error.message });
    }
  };
}

if (globalThis.name === "raja-rule" && typeof WorkerGlobalScope !== "undefined") serve();
