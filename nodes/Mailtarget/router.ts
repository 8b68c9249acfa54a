import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { holdEngineOf } from './engine';
import { toErrorJson, toNodeError } from './errors';
import { operationOf } from './resources';

/** Runs the chosen operation once per item. The one place where failures are turned into n8n's. */
export async function router(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
  const results: INodeExecutionData[] = [];
  for (const item of context.getInputData().keys()) {
    // Whoever stops the execution while one campaign is sent does not want the next one to start.
    if (context.getExecutionCancelSignal()?.aborted) break;
    const operation = operationOf(context, item);
    try {
      const engine = await holdEngineOf(context, 'guest', item);
      const output = await operation.execute.call(context, item, engine.api).finally(engine.release);
      for (const result of [output].flat()) {
        const executed = operation.returnsItems
          ? (result as INodeExecutionData)
          : { json: result as IDataObject };
        results.push({ ...executed, pairedItem: { item } });
      }
    } catch (error) {
      const nodeError = toNodeError(context.getNode(), error, item, operation.description);
      if (!context.continueOnFail()) throw nodeError;
      results.push({ json: toErrorJson(nodeError, error), pairedItem: { item } });
    }
  }
  return [results];
}
